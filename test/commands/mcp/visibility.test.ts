import type { Tool } from '@modelcontextprotocol/client'
import { describe, expect, it } from 'vitest'
import { rowsIn } from '../../../src/lib/rows.ts'
import { home, KEYS, run } from '../../run.ts'
import { callTool } from '../../support/mcp-answers.ts'
import { connect, textOf } from '../../support/mcp-client.ts'

/** Sees the calls of those who report to them, of whom there are none, and their own. */
const REP = 'p.tran@tallyhouse.example'

const NO_CALL = '7782342274025937123'

/** What a tool must be given, and what makes it name calls. */
const VALUES = {
  ...{ user: REP, manager: 'k.nakamura@tallyhouse.example', account: 'Quayside Energy', words: 'the', per: 'week' },
  ...{ type: 'call-play', callIds: true, quotes: true, rights: true, speakers: true },
}

function filledIn({ properties = {}, required = [] }: Tool['inputSchema']): Record<string, unknown> {
  const wanted = ['callIds', 'quotes', 'rights', 'speakers', ...required]
  const given = Object.entries(VALUES).filter(([name]) => wanted.includes(name) && name in properties)
  return Object.fromEntries(
    given.map(([name, value]) => [name, JSON.stringify(properties[name]).includes('"array"') ? [value] : value]),
  )
}

const WINDOW = { from: '2026-05-18', to: '2026-05-19', limit: 200 }

async function seen(words: string, tool = 'calls_list', given: Record<string, unknown> = WINDOW) {
  const { env } = await home()
  const { client, close } = await connect(words, { env: { ...KEYS, ...env } })
  const { data, coverage, error } = textOf(await client.callTool({ name: tool, arguments: given }))
  const rows: readonly Record<string, unknown>[] = Array.isArray(data) ? data : []
  return { rows, coverage, error, sent: (await close()).sent }
}

describe('what gong mcp lets be seen', () => {
  it('is what the profile of a person opens to them, by the same verdict as permissions can', async () => {
    const all = await seen('--toolset calls')
    const some = await seen(`--toolset calls --as ${REP}`)
    const hidden = all.rows.length - some.rows.length
    expect(some.rows.length).toBeGreaterThan(0)
    expect(some.coverage).toContain(`--as ${REP}: ${hidden - 1} calls left out`)
    expect(some.coverage).toContain("1 call left out, of which Gong's API does not tell whether they may be seen")
    for (const { id } of [...some.rows.slice(0, 1), ...all.rows.slice(0, 3)]) {
      const { can } = JSON.parse((await run(`permissions can ${REP} ${String(id)} -f json`)).out)
      expect([id, some.rows.some((row) => row.id === id)]).toEqual([id, can === 'yes'])
    }
  })

  it('is told once of all that an answer has read', async () => {
    const { coverage } = await seen(`--as ${REP}`, 'tracker_mentions', { from: '20d', quotes: true })
    const told = String(coverage)
      .split('; ')
      .filter((part) => part.includes('left out'))
    expect(told).toEqual([
      expect.stringMatching(/--as \S+: [\d,]+ calls left out$/),
      expect.stringContaining("of which Gong's API does not tell"),
    ])
  })

  it.each([
    // Of a workspace each call tells itself; of what a person sees, the access that was granted is asked once more.
    ["--workspace 'Customer Success'", []],
    [`--as ${REP}`, ['POST /v2/calls/users-access']],
  ])('takes no requests by %s for what the calls tell themselves', async (words, more) => {
    const { sent } = await seen(words, 'names', { kind: 'accounts' })
    expect(new Set(sent.filter((one) => /calls/.test(one)))).toEqual(new Set(['POST /v2/calls/extensive', ...more]))
    const pages = sent.filter((one) => one === 'POST /v2/calls/extensive').length
    expect(sent.filter((one) => one === 'POST /v2/calls/users-access')).toHaveLength(more.length * pages)
  })

  it('asks for calls once, and gives nothing of them that was not asked for', async () => {
    const { rows, sent } = await seen(`--toolset calls --as ${REP}`, 'calls_details', { ...WINDOW, with: ['brief'] })
    expect(new Set(rows.flatMap((row) => Object.keys(row)))).toEqual(new Set(['metaData', 'content']))
    const count = (line: string) => sent.filter((one) => one === line).length
    expect(count('POST /v2/calls/extensive')).toBe(count('POST /v2/calls/users-access'))
  })

  it('is the same for transcripts and single calls', async () => {
    const all = await seen('--toolset calls')
    const own = new Set((await seen(`--toolset calls --as ${REP}`)).rows.map(({ id }) => id))
    const other = all.rows.find(({ id }) => !own.has(id))?.id
    expect((await seen(`--toolset calls --as ${REP}`, 'calls_get', { call: other })).error).toMatchObject({
      kind: 'not-found',
    })
    expect((await seen(`--toolset transcripts --as ${REP}`, 'transcripts_get', { call: [other] })).rows).toEqual([])
  })

  it.each([["--workspace 'Customer Success'"], [`--as ${REP}`]])(
    'is told of no call but those: who asks for another by %s gets the answer about a call that is not there',
    async (words) => {
      const { env } = await home()
      const { client } = await connect(`${words} --toolset questions,calls,transcripts`, { env: { ...KEYS, ...env } })
      const own = rowsIn((await callTool(client, 'calls_list', WINDOW)).data)
      const all = (await seen('--toolset calls')).rows
      const outside = String(all.find(({ id }) => !own.some((one) => one.id === id))?.id)
      const told = async (tool: string, call: string, isList: boolean) => {
        const given = { call: isList ? [call, String(own[0]?.id)] : call }
        const { content } = await client.callTool({ name: tool, arguments: given })
        return JSON.stringify(content).replaceAll(call, 'the call')
      }
      const read = async (call: string) => {
        const failed = await client.readResource({ uri: `gong://calls/${call}/transcript` }).catch(String)
        return JSON.stringify(failed).replaceAll(call, 'the call')
      }
      const { tools } = await client.listTools()
      const ofCalls = tools.filter(({ inputSchema }) => inputSchema.properties?.call !== undefined)
      expect(ofCalls.length).toBeGreaterThan(4)
      for (const { name, inputSchema } of ofCalls) {
        const isList = JSON.stringify(inputSchema.properties?.call).includes('"array"')
        expect([name, await told(name, outside, isList)]).toEqual([name, await told(name, NO_CALL, isList)])
      }
      expect(await read(outside)).toBe(await read(NO_CALL))
    },
  )

  it("are their own figures, and nobody else's", async () => {
    const week = { from: '2026-05-11', to: '2026-05-18' }
    const { rows } = await seen(`--toolset stats --as ${REP}`, 'stats_activity', week)
    expect(rows.map(({ userEmailAddress }) => userEmailAddress)).toEqual([REP])
    const { coverage } = await seen(`--as ${REP}`, 'team_numbers', week)
    expect(coverage).toMatch(/figures of \d+ people left out/)
  })

  it('is no call that the person cannot open, behind what they did either', async () => {
    const days = { from: '2026-05-04', to: '2026-05-19' }
    const { rows, coverage } = await seen(`--toolset stats --as ${REP}`, 'stats_daily', days)
    const all = await seen('--toolset stats', 'stats_daily', { ...days, user: [String(rows[0]?.userId)] })
    const [named, before] = [rows, all.rows].map((list) => new Set(JSON.stringify(list).match(/\b\d{15,20}\b/g)))
    expect(named?.size).toBeGreaterThan(1)
    expect(coverage).toMatch(/\d+ calls? behind figures left out/)
    const hidden = [...(before ?? [])].filter((id) => !named?.has(id))
    for (const id of [...hidden.slice(0, 2), ...[...(named ?? [])].slice(-2)]) {
      const { can } = JSON.parse((await run(`permissions can ${REP} ${id} -f json`)).out)
      expect([id, can === 'yes']).toEqual([id, !hidden.includes(id)])
    }
  })

  it.each([[`--as ${REP}`], ["--workspace 'Customer Success'"]])(
    'is what every tool keeps to that names calls of a period, by %s',
    async (words) => {
      const period = { from: '2026-05-11', to: '2026-05-19' }
      const listed = async (flags: string) =>
        (await seen(`--toolset calls ${flags}`, 'calls_list', { ...period, limit: 1000 })).rows.map(({ id }) =>
          String(id),
        )
      const own = new Set(await listed(words))
      const hidden = (await listed('')).filter((id) => !own.has(id))
      expect([own.size > 0, hidden.length > 0]).toEqual([true, true])
      const { env } = await home()
      const toolsets = 'questions,calls,report,search,stats,transcripts,users,library,permissions,tasks,logs'
      const { client } = await connect(`${words} --toolset ${toolsets}`, { env: { ...KEYS, ...env } })
      const ofPeriods = (await client.listTools()).tools.filter(
        ({ inputSchema: { properties = {} } }) => properties.from,
      )
      expect(ofPeriods.length).toBeGreaterThan(20)
      for (const { name, inputSchema } of ofPeriods) {
        const { content } = await client.callTool({ name, arguments: { ...period, ...filledIn(inputSchema) } })
        const text = JSON.stringify(content)
        expect([name, hidden.filter((id) => text.includes(id))]).toEqual([name, []])
      }
    },
  )

  it('is said by the flags of the server, also by tools that have fields of these names', async () => {
    const flags = /gong mcp --workspace: /
    expect((await seen("-w 'Customer Success'", 'find_calls')).coverage).toMatch(flags)
    const { error } = await seen("-w 'Customer Success'", 'team_numbers', { workspace: 'Customer Success' })
    expect(error).toMatchObject({ kind: 'declined', message: expect.stringMatching(flags) })
  })

  it.each([[`--as ${REP}`], ["--workspace 'Customer Success'"]])(
    'is not in the copy, and nobody is sent to make one: %s',
    async (words) => {
      const alone = 'gong mcp --as and --workspace leave the local copy alone'
      const { error } = await seen(words, 'sql', { sql: 'select 1' })
      expect(error).toEqual({ kind: 'usage', message: alone, hint: 'the other tools ask Gong' })
      expect((await seen(words, 'status', {})).coverage).toMatch(alone)
    },
  )

  it('are the calls of the workspaces that were named', async () => {
    const all = await seen('--toolset calls')
    const { rows } = await seen("--toolset calls -w 'Customer Success'")
    expect(new Set(rows.map(({ workspaceId }) => workspaceId)).size).toBe(1)
    expect(rows.length).toBe(all.rows.filter(({ workspaceId }) => workspaceId === rows[0]?.workspaceId).length)
  })

  it.each([
    ['--toolset logs --as', 'logs_list', { type: 'access', from: '2026-05-18' }, 'List the entries'],
    ['--toolset privacy --as', 'privacy_find', { value: 'a@example.com' }, 'Find everything that Gong holds'],
    ['--toolset crm --as', 'crm_integration_get', {}, 'Show'],
  ])('is not guessed: %s', async (words, tool, given, what) => {
    const { error, sent } = await seen(`${words} ${REP}`, tool, given)
    const message = expect.stringContaining(`does not tell what may be seen of "${what}`)
    expect(error).toMatchObject({ kind: 'declined', message })
    expect(sent.filter((one) => /logs|data-for|crm/.test(one))).toEqual([])
  })

  it.each([
    ['--as nobody@nowhere.example', 'nobody@nowhere.example'],
    ['--workspace Atlantis', 'Atlantis'],
    [`--as ${REP} --allow write`, '--as reads only'],
  ])('ends the start where it cannot be kept: %s', async (words, says) => {
    const { exit, err, out } = await run(`mcp ${words}`, { env: { ...KEYS, ...(await home()).env } })
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toContain(says)
  })
})
