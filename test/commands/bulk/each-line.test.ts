import { describe, expect, it } from 'vitest'
import { type Row, rowsIn } from '../../../src/lib/rows.ts'
import { run, type Setting } from '../../run.ts'
import { bare, bodyOf, network } from '../../support/fake-gong.ts'
import { memoryFiles } from '../../support/memory-files.ts'
import { isChange, shortLine } from '../../support/requests.ts'

const EVENT = '2026-05-18T09:00Z'

/** Runs a line over a table, and tells what was sent and what became of each line. */
async function over(line: string, table: string, setting: Setting = {}) {
  const files = memoryFiles({ 'table.csv': table })
  const ran = await run(`${line} --from-file table.csv`, { files, ...setting })
  const changes = ran.requests.filter(isChange)
  const rows: readonly Row[] = ran.out === '' ? [] : rowsIn(JSON.parse(ran.out))
  return { ...ran, changes, bodies: changes.map(bodyOf), outcomes: rows.map(({ outcome }) => outcome), rows }
}

const refusing = (status: number, message: string) => network(() => ({ requestId: 'r', errors: [message] }), status)

describe('meetings create --from-file', () => {
  const table = `Start time;End time;Title;Attendees\n2030-05-20 10:00;2030-05-20 10:30;First look;"Ann <ann@a.example>; bo@a.example"\n`
  const line = 'meetings create --organizer k.nakamura@tallyhouse.example'

  it('makes a meeting of each line, with the organizer who was typed', async () => {
    const { exit, bodies, rows } = await over(line, table)
    expect(exit).toBe(0)
    expect(bodies).toMatchObject([
      {
        organizerEmail: 'k.nakamura@tallyhouse.example',
        title: 'First look',
        invitees: [{ email: 'ann@a.example', displayName: 'Ann' }, { email: 'bo@a.example' }],
      },
    ])
    expect(rows).toMatchObject([{ Title: 'First look', outcome: 'created', id: expect.stringMatching(/^\d+$/) }])
  })

  it.each([
    ['that ends before it starts', '2030-05-20 10:30', '2030-05-20 09:30'],
    ['whose organizer is invited', 'bo@a.example', 'k.nakamura@tallyhouse.example'],
    ['without anybody invited', '"Ann <ann@a.example>; bo@a.example"', ''],
  ])('sends nothing where there is a meeting %s', async (_, part, instead) => {
    const { exit, changes, err } = await over(line, `${table}${table.split('\n')[1]?.replace(part, instead)}\n`)
    expect({ exit, changes }).toEqual({ exit: 2, changes: [] })
    expect(err).toContain('line 3')
  })
})

describe('tasks update --from-file', () => {
  it('changes each task, by what its line says and what was typed', async () => {
    const { changes, bodies, outcomes } = await over(
      'tasks update --user 7 --status done',
      'id,status\n1,\n2,dismissed\n',
      {
        network: network(bare),
      },
    )
    expect(changes.map(shortLine)).toEqual(['PATCH /v2/tasks/1', 'PATCH /v2/tasks/2'])
    expect(bodies.map(({ status }) => status)).toEqual(['DONE', 'DISMISSED'])
    expect(outcomes).toEqual(['updated', 'updated'])
  })

  it('says that what was typed is not used where each line says it otherwise', async () => {
    const line = 'tasks update --user 7 --status done'
    const { err } = await over(line, 'id,Status\n1,open\n2,dismissed\n', { network: network(bare) })
    expect(err).toContain('--status is not used: each line has its own in column Status')
    const { err: used } = await over(line, 'id,Status\n1,open\n2,\n', { network: network(bare) })
    expect(used).not.toContain('is not used')
  })

  it('sends nothing where a line changes nothing', async () => {
    const { exit, err, changes } = await over('tasks update --user 7', 'task,status\n1,open\n2,\n')
    expect({ exit, changes }).toEqual({ exit: 2, changes: [] })
    expect(err).toContain('line 3: nothing to change')
  })

  it('still wants a task where there is no table', async () => {
    const { exit, err } = await run('tasks update --user 7 --status done')
    expect(exit).toBe(2)
    expect(err).toContain("missing required argument 'task'")
  })

  it('makes a row of what Gong does not know, with no fields of a task', async () => {
    const { exit, rows } = await over('tasks update --user 7 --status done', 'task\n1\n', {
      network: refusing(404, 'no such task'),
    })
    expect(exit).toBe(8)
    expect(rows).toEqual([{ task: '1', outcome: 'refused', why: 'no such task', id: null }])
  })
})

describe('engagement --from-file', () => {
  it('reports an interaction a line, with what --set says for all', async () => {
    const { bodies, rows } = await over(
      'engagement interaction --type click --set content.contentLabel=a',
      `Event ID,At,Title,E-Mail\ne1,${EVENT},Pricing,ana@a.example\ne2,${EVENT},Terms,bo@a.example\n`,
    )
    expect(bodies).toMatchObject([
      { eventId: 'e1', content: { contentTitle: 'Pricing', contentLabel: ['a'] }, person: { email: 'ana@a.example' } },
      { eventId: 'e2', content: { contentTitle: 'Terms' } },
    ])
    expect(rows.map(({ outcome, id }) => [outcome, id])).toEqual([
      ['reported', 'e1'],
      ['reported', 'e2'],
    ])
  })

  it('takes an event that Gong has for a success', async () => {
    const { exit, outcomes } = await over(
      'engagement action --system Binder',
      `event id,at\nsame,${EVENT}\nsame,${EVENT}\n`,
    )
    expect({ exit, outcomes }).toEqual({ exit: 0, outcomes: ['reported', 'already there'] })
  })

  it('names with whom content was shared', async () => {
    const { bodies } = await over(
      'engagement shared --system Binder --content-id g --url https://a.example --title T',
      `at,sharer email,recipients\n${EVENT},ingrid@tallyhouse.example,"ana@a.example; bo@a.example"\n`,
    )
    expect(bodies).toMatchObject([
      {
        sharer: { email: 'ingrid@tallyhouse.example' },
        recipients: [{ email: 'ana@a.example' }, { email: 'bo@a.example' }],
      },
    ])
  })

  it.each([
    [
      'interaction',
      `event id,at,type,title,email,tracking\ne,${EVENT},click,T,ana@a.example,t-1\n`,
      'line 2: trackingId and person exclude each other',
    ],
    ['interaction', `event id,at,type,title,email\ne,${EVENT},click,T,\n`, 'line 2'],
    ['viewed', `system,at,content id,url,title,email\nB,${EVENT},g,no address,T,a@b.example\n`, 'line 2, url'],
  ])('sends nothing for an event of %s that Gong would refuse', async (name, table, message) => {
    const { exit, err, changes } = await over(`engagement ${name}`, table)
    expect({ exit, changes }).toEqual({ exit: 2, changes: [] })
    expect(err).toContain(message)
  })

  it('takes no --event-id for all lines, which Gong would take once', async () => {
    const { exit, err, sent } = await over('engagement action --system B --event-id e', `at\n${EVENT}\n`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('--event-id is that of one event')
  })

  it('declines more than --max-changes', async () => {
    const { exit, changes } = await over('engagement action --system B --max-changes 1', `at\n${EVENT}\n${EVENT}\n`)
    expect({ exit, changes }).toEqual({ exit: 9, changes: [] })
  })
})
