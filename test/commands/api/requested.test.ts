import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { takesList } from '../../../src/catalogue/operation.ts'
import { isRow } from '../../../src/lib/rows.ts'
import { home, run } from '../../run.ts'
import { bodyOf, network } from '../../support/fake-gong.ts'

const KALANI = '1272893819781835579'
const FLOWS = '10329531595739087 382113028872392068'
const DAYS = '--from 2026-05-04 --to 2026-05-11'

/** Ids that the sandbox has, such as those of calls. */
async function known(line: string, field: string): Promise<string[]> {
  const { out } = await run(line)
  return JSON.parse(out).map((row: Record<string, string>) => row[field])
}

describe('a single thing that was asked for by id and did not come', () => {
  it.each([
    ['calls details 1234567', 'call 1234567'],
    ['transcripts get 1234567', 'call 1234567'],
    ['calls access list 1234567', 'call 1234567'],
    ['users search --user 1234567', 'user 1234567'],
    ['flows steps 1234567', 'flow 1234567'],
    ['flows assigned --instance 1234567', 'flow instance 1234567'],
    ['crm objects get account 1234567', 'object 1234567'],
    [`stats activity ${DAYS} --user 1234567`, 'user 1234567'],
    [`stats daily ${DAYS} --user 1234567`, 'user 1234567'],
    [`stats periods --per day ${DAYS} --user 1234567`, 'user 1234567'],
    [`stats interaction ${DAYS} --user 1234567`, 'user 1234567'],
    [`stats scorecards ${DAYS} --user 1234567`, 'user 1234567'],
    [`calls details --body '{"filter":{"callIds":["1234567"]}}'`, 'call 1234567'],
  ])('gong %s is named and ends as not found', async (line, named) => {
    const { exit, err } = await run(line)
    expect(err).toContain(`error: ${named} did not come`)
    expect(exit).toBe(4)
  })
})

describe('some of many that did not come', () => {
  it('leaves the others whole, names them, and ends as partial', async () => {
    const calls = await known('calls list --limit 2', 'id')
    for (const command of ['calls details', 'transcripts get', 'calls access list']) {
      const { exit, out, err } = await run(`${command} 12 ${calls.join(' ')} 34`)
      expect(JSON.parse(out)).toHaveLength(2)
      expect(err).toContain('error: 2 of 4 calls did not come: 12, 34;')
      expect(exit).toBe(8)
    }
  })

  it('is an ordinary answer of prospects that are in no open flow', async () => {
    const one = await run('flows assigned 1234567')
    expect({ exit: one.exit, out: one.out, err: one.err }).toEqual({
      exit: 0,
      out: '[]\n',
      err: expect.stringContaining('prospect 1234567: in no open flow, or not known to Gong'),
    })
    expect(one.err).not.toContain('error:')
    const assigned = network(() => ({
      requestId: 'r',
      prospectsAssigned: [{ crmProspectId: 'b', flowInstanceId: '5' }],
    }))
    const many = await run('flows assigned a b c', { network: assigned })
    expect({ exit: many.exit, count: JSON.parse(many.out).length }).toEqual({ exit: 0, count: 1 })
    expect(many.err).toContain('2 of 3 prospects: in no open flow, or not known to Gong: a, c')
  })

  it('is told over all batches together', async () => {
    const [call = ''] = await known('calls list --limit 1', 'id')
    const many = Array.from({ length: 150 }, (_, index) => String(index + 1))
    const { exit, out, err, sent } = await run(['calls', 'access', 'list', call, ...many])
    expect(sent).toHaveLength(2)
    expect(JSON.parse(out)).toHaveLength(1)
    expect(err).toContain('150 of 151 calls did not come: 1, 2, 3,')
    expect(err).toContain('149, 150;')
    expect(exit).toBe(8)
  })

  it('says why a transcript may be missing', async () => {
    const { err } = await run('transcripts get 12')
    expect(err).toContain('or it has no transcript yet')
  })

  it('is not claimed of what --limit leaves out', async () => {
    const calls = await known('calls list --limit 2', 'id')
    const { exit, out } = await run(`calls details ${calls.join(' ')} 12 --limit 1`)
    expect({ exit, count: JSON.parse(out).length }).toEqual({ exit: 0, count: 1 })
  })

  it('keeps what Gong sent where the bytes are wanted', async () => {
    const { exit, out } = await run('calls details 12 34 --format raw')
    expect(JSON.parse(out).errors).toHaveLength(1)
    expect(exit).toBe(8)
  })

  it('is also told by a run that goes on where another one stopped', async () => {
    const { env } = await home()
    const ids = Array.from({ length: 150 }, (_, index) => String(1000 + index))
    const answer = (asked: readonly unknown[], without: string) => ({
      requestId: 'r',
      records: { totalRecords: asked.length },
      calls: asked.filter((id) => id !== without).map((id) => ({ metaData: { id } })),
    })
    const asking = (body: ReturnType<typeof bodyOf>) => {
      const filter = isRow(body.filter) ? body.filter.callIds : []
      return Array.isArray(filter) ? filter : []
    }
    const settings = { env: { ...env, GONG_ACCESS_KEY: 'k', GONG_ACCESS_KEY_SECRET: 's', GONG_RATE: '0' } }
    const line = ['calls', 'details', ...ids, '-o', `${env.GONG_STATE_DIR}.jsonl`]
    const first = await run([...line, '--max-requests', '1'], {
      ...settings,
      network: network((request) => answer(asking(bodyOf(request)), '1003')),
    })
    expect(first.exit).toBe(6)
    const second = await run(line, {
      ...settings,
      network: network((request) => answer(asking(bodyOf(request)), '1120')),
    })
    expect(second.sent).toHaveLength(1)
    expect(second.err).toContain('2 of 150 calls did not come: 1003, 1120;')
    expect(second.exit).toBe(8)
  })
})

describe('where one id that Gong does not know fails the whole request', () => {
  it('delivers the flows that there are and names the others', async () => {
    const { exit, out, err } = await run(`flows steps 12 ${FLOWS} 34`)
    expect(JSON.parse(out).map(({ id }: { id: string }) => id)).toEqual(FLOWS.split(' '))
    expect(err).toContain('2 of 4 flows did not come: 12, 34;')
    expect(exit).toBe(8)
  })

  it('delivers the users that there are, with few requests', async () => {
    const users = await known('users list --limit 31', 'id')
    const { exit, err, sent } = await run([
      'stats',
      'activity',
      ...DAYS.split(' '),
      '--user',
      [...users, '12'].join(','),
    ])
    expect(err).toContain('1 of 32 users did not come: 12;')
    expect(exit).toBe(8)
    expect(sent.length).toBeLessThanOrEqual(12)
  })
})

describe('users without a record', () => {
  it('are nothing odd where they did nothing, and are asked for once more', async () => {
    const { exit, sent } = await run(`stats activity --from 2020-01-06 --to 2020-01-07 --user ${KALANI}`)
    expect({ exit, sent }).toEqual({
      exit: 0,
      sent: ['POST /v2/stats/activity/aggregate', 'POST /v2/users/extensive'],
    })
  })
})

describe('the catalogue', () => {
  it('says of every list of things that a read takes how it comes back', async () => {
    /** What narrows a list that has no end of its own. */
    const filters = ['host', 'crmAt', 'type', 'action', 'status', 'scorecard']
    const commands = (await Promise.all(entries.map(({ load }) => load()))).flat()
    const lists = commands
      .filter(({ effect }) => effect === 'read')
      .flatMap(({ operations }) => operations)
      .filter(({ effect }) => effect === 'read')
      .flatMap(({ id, params }) => Object.entries(params).map(([name, param]) => ({ id, name, param })))
      .filter(({ name, param }) => takesList(param.to) && !filters.includes(name))
    expect(lists.length).toBeGreaterThan(10)
    expect(lists.filter(({ param }) => param.answered === undefined).map(({ id, name }) => `${id} ${name}`)).toEqual([])
  })
})

describe('ids that are given twice', () => {
  it.each([
    ['calls details 1 2,1 --with brief', 'filter.callIds'],
    ['transcripts get 1 2 1', 'filter.callIds'],
    [`users search --user 1,2 --user 1`, 'filter.userIds'],
    ['flows assigned 1 2 1', 'crmProspectsIds'],
    ['flows assign 9 1 2 1 --owner a@b.example', 'crmProspectsIds'],
  ])('gong %s sends each once', async (line, path) => {
    const { requests } = await run(line, { network: network(() => ({ requestId: 'r' })) })
    const sent = path.split('.').reduce<unknown>((at, name) => (isRow(at) ? at[name] : at), bodyOf(requests[0]))
    expect(sent).toEqual(['1', '2'])
  })

  it('are one where a name and an id mean the same', async () => {
    const { requests } = await run(`users search --user ${KALANI},k.nakamura@tallyhouse.example`)
    expect(bodyOf(requests.at(-1))).toEqual({ filter: { userIds: [KALANI] } })
  })
})
