import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { home, run } from '../../run.ts'
import { bodyOf, network, paged } from '../../support/fake-gong.ts'

const commands = (
  await Promise.all(entries.map(async ({ name, load }) => (await load()).map((command) => ({ group: name, command }))))
).flat()

describe('every command', () => {
  it('that takes a time takes --tz', () => {
    const without = commands
      .filter(({ command: { inputs } }) =>
        Object.values(inputs).some(({ kind }) => kind === 'instant' || kind === 'day'),
      )
      .filter(({ command: { inputs } }) => inputs.tz === undefined)
    expect(without.map(({ group, command }) => `${group} ${command.name}`)).toEqual([])
  })

  it('takes several values where an argument goes into a list', () => {
    const alone = commands.flatMap(({ group, command: { name, inputs, operations, arguments: words } }) =>
      words
        .filter((word) => operations.slice(0, 1).some(({ params }) => params[word]?.to.endsWith('[]')))
        .filter((word) => inputs[word]?.many !== true && inputs[word]?.repeat !== true)
        .map((word) => `${group} ${name} ${word}`),
    )
    expect(alone).toEqual([])
  })

  it('reads the zone of users search from --tz', async () => {
    const { requests } = await run('users search --created-from 2026-05-01 --tz America/New_York')
    expect(bodyOf(requests[0])).toEqual({ filter: { createdFromDateTime: '2026-05-01T00:00:00-04:00' } })
  })
})

describe('an empty list', () => {
  it.each([
    'calls details -',
    'transcripts get -',
    'calls access list -',
    'users search --user -',
    'stats activity --from 7d --user -',
    'flows steps -',
    'flows assigned -',
    'meetings check -',
  ])('on stdin is an empty result: gong %s', async (line) => {
    const { exit, out, sent } = await run(line, { stdin: '\n' })
    expect({ exit, out: JSON.parse(out), sent }).toEqual({ exit: 0, out: [], sent: [] })
  })

  it('in a file is an empty result, in every format', async () => {
    const { folder } = await home()
    await (await import('node:fs/promises')).writeFile(`${folder}/none.txt`, '')
    for (const format of ['json', 'jsonl', 'csv', 'table', 'raw'])
      expect(await run(['calls', 'details', `@${folder}/none.txt`, '-f', format])).toMatchObject({ exit: 0, sent: [] })
  })

  it.each([
    'calls access grant - --user 7',
    'calls access revoke - --user 7 --yes',
    'flows assign 7 - --owner a@b.example',
    'flows unassign --instance - --by a@b.example',
  ])('is refused where something would be written: gong %s', async (line) => {
    const { exit, err, sent } = await run(line, { stdin: '' })
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('the list is empty')
  })
})

describe('an end without a start', () => {
  it.each([
    ['calls details --to 2026-05-01', { toDateTime: '2026-05-01T00:00:00+02:00' }],
    ['transcripts get --to 2026-05-01', { toDateTime: '2026-05-01T00:00:00+02:00' }],
  ])('gong %s means everything before it', async (line, filter) => {
    const { exit, err, requests } = await run(`${line} --limit 1`)
    expect(bodyOf(requests[0])).toMatchObject({ filter })
    expect(err).not.toContain('the last 7d')
    expect(exit).toBe(0)
  })

  it('is refused where Gong needs a start', async () => {
    expect(await run('calls list --to 2026-05-01')).toMatchObject({ exit: 2, sent: [] })
  })
})

describe('calls find', () => {
  it('finds all calls of a host', async () => {
    const { exit, out } = await run(
      'calls find --host k.nakamura@tallyhouse.example --from 30d --fields metaData.primaryUserId',
    )
    expect(exit).toBe(0)
    expect(new Set(JSON.parse(out).map((row: Record<string, string>) => row['metaData.primaryUserId'])).size).toBe(1)
  })
})

describe('a word that leads nowhere', () => {
  it.each([
    ['workspaces list', 'gong settings workspaces'],
    ['workspace', 'gong settings workspaces'],
    ['scorecards', 'gong settings scorecards'],
    ['transcript get 1', 'gong transcripts get 1'],
    ['transcript 1', 'gong transcripts get 1'],
    ['call list', 'gong calls list'],
    ['user list', 'gong users list'],
    ['flow steps 7', 'gong flows steps 7'],
    ['calls transcripts 7', 'gong transcripts get 7'],
    ['crm integration list', 'gong crm integration get'],
    ['crm integration create', 'gong crm integration register'],
    ['crm schema list', 'gong crm schema get'],
    ['crm objects show account 1', 'gong crm objects get account 1'],
    ['users find x', 'gong users search x'],
    ['calls show 1', 'gong calls get 1'],
    ['permissions show x', 'gong permissions get x'],
    ['flows get', 'gong flows list'],
    ['logs show', 'gong logs list'],
    ['transcripts list', 'gong transcripts get'],
    ['calls access show 1', 'gong calls access list 1'],
    ['profiles get', 'gong profiles show'],
    ['profiles delete x', 'gong profiles remove x'],
    ['meetings list', 'gong meetings --help'],
    ['settings list', 'gong settings --help'],
    ['users create', 'gong users --help'],
  ])('gong %s leads to the command that is meant', async (line, meant) => {
    const { exit, err, sent } = await run(line)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(`try: ${meant}\n`)
  })

  it('leads to the help where nothing is near', async () => {
    expect((await run('xyzzy')).err).toContain('try: gong --help')
  })
})

describe('what Gong forbids', () => {
  it('names no scope beside a reason of its own', async () => {
    const { exit, err } = await run('flows list --owner nobody@b.example')
    expect(exit).toBe(3)
    expect(err).toContain('no Engage licence')
    expect(err).not.toContain('api:flows:read')
  })

  it('names the scope where Gong gives no reason', async () => {
    const forbidden = network(() => ({ requestId: 'r', errors: [] }), 403)
    expect((await run('flows list --owner nobody@b.example', { network: forbidden })).err).toContain('api:flows:read')
  })
})

describe('--cursor', () => {
  it('is taken by every query that comes in pages', () => {
    const without = commands
      .filter(
        ({ command: { effect, single, operations } }) => effect === 'read' && single !== true && operations[0]?.paged,
      )
      .filter(({ command: { inputs } }) => inputs.cursor === undefined)
    // These read all pages for what they make of them.
    expect(without.map(({ group, command }) => `${group} ${command.name}`)).toEqual([
      'calls find',
      'calls download',
      'transcripts export',
      'search ',
      'report reps',
      'report scorecards',
      'report trackers',
      'report accounts',
      'report coverage',
      'sync check',
    ])
  })

  it('begins with the page after it, and says what each page was', async () => {
    const pages = paged(3, (page) => [{ id: String(page) }])
    const { exit, out, err, requests } = await run('calls list --from 7d --cursor abc --log json', { network: pages })
    expect(requests.map(({ url }) => new URL(url).searchParams.get('cursor'))).toEqual(['abc', 'cursor-0', 'cursor-1'])
    expect(JSON.parse(out)).toHaveLength(3)
    const lines = err
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line))
    expect(lines.filter(({ level }) => level === 'page')).toMatchObject([
      { rows: 1, totalRecords: 3, cursor: 'cursor-0' },
      { rows: 1, totalRecords: 3, cursor: 'cursor-1' },
      { rows: 1, totalRecords: 3 },
    ])
    expect(exit).toBe(0)
  })

  it('goes into the body where Gong wants it there', async () => {
    const { requests } = await run('users search --cursor abc', { network: paged(1, () => [{ id: '1' }], 'users') })
    expect(bodyOf(requests[0])).toEqual({ filter: {}, cursor: 'abc' })
  })

  it('claims nothing of what came before it', async () => {
    const pages = paged(1, () => [{ metaData: { id: '2' } }])
    expect(await run('calls details 1 2 --cursor abc', { network: pages })).toMatchObject({ exit: 0 })
  })

  it('is refused where the ids are asked for in several requests', async () => {
    const ids = Array.from({ length: 150 }, (_, index) => String(index + 1))
    expect(await run(['calls', 'details', ...ids, '--cursor', 'abc'])).toMatchObject({ exit: 2, sent: [] })
  })
})

describe('calls details --with', () => {
  it('shows in a table what was asked for', async () => {
    const { out } = await run('calls details --during 2026-04 --with topics,outcome --limit 20 -f table', {
      terminal: true,
      columns: 160,
    })
    expect(out).toMatch(/^id +started +duration +title +topics +outcome/m)
  })

  it('says once which columns a narrow terminal hides, and how to see them', async () => {
    const narrow = { terminal: true, columns: 60 }
    const line = 'calls details --during 2026-04 --with topics,outcome --limit 120'
    const { out, err } = await run(line, narrow)
    expect(out).toMatch(/^id +started +topics +outcome +…$/m)
    expect(err.match(/columns are hidden.*/g)).toEqual(['columns are hidden: duration, title; -f json has all of them'])
    expect((await run(`${line} --quiet`, narrow)).err).not.toContain('hidden')
    const list = await run('calls list --during 2026-04 --limit 3', { terminal: true, columns: 40 })
    expect(list.err).toMatch(/columns? (is|are) hidden: .*scope; --fields shows them/)
    expect((await run(line, { ...narrow, columns: 200 })).err).not.toContain('hidden')
  })

  it('shows the people and the brief where nothing was', async () => {
    const { out } = await run('calls details --during 2026-04 --limit 20 -f table', { terminal: true, columns: 160 })
    expect(out).toMatch(/^id +started +duration +title +parties +brief/m)
  })
})
