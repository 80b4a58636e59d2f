import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../src/lib/errors.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { home, KEYS, NOW, run } from '../../run.ts'
import { connect, textOf } from '../../support/mcp-client.ts'

/** A client of a server that reaches Gong by the network, so that what is sent is seen. */
async function online(words = '') {
  const { folder, env } = await home()
  return { folder, ...(await connect(words, { env: { ...KEYS, ...env } })) }
}

describe('the tools of gong mcp', () => {
  it('have at most 60 kB in all toolsets together, with every change besides, and never erase', async () => {
    const { exit, err } = await run('mcp --toolset nope --sandbox', { env: (await home()).env })
    expect(exit).toBe(2)
    const sets = (/the toolsets are (.*)/.exec(err)?.[1] ?? '').split(', ')
    expect(sets).toEqual(expect.arrayContaining(['calls', 'crm', 'privacy', 'questions', 'stats']))
    const all = [...sets, sets.join(',')].map((set) => `--toolset ${set} --allow write,billed`)
    for (const words of ['', '--allow write,billed', ...all]) {
      const { client, close } = await connect(`--sandbox ${words}`, { env: (await home()).env })
      const listed = await client.listTools()
      expect(Buffer.byteLength(JSON.stringify(listed)), words).toBeLessThan(60_000)
      expect(JSON.stringify(listed.tools.map(({ inputSchema }) => inputSchema))).not.toMatch(/--[a-z]/)
      expect(listed.tools.map(({ name }) => name).filter((name) => /erase|delete|revoke|unassign/.test(name))).toEqual(
        [],
      )
      await close()
    }
  })

  it('name a misspelt toolset', async () => {
    const { exit, err, sent } = await run('mcp --toolset cals', { env: { ...KEYS, ...(await home()).env } })
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('did you mean "calls"?')
  })

  it('are one for a question, which says so to who calls the other', async () => {
    const { client, close } = await online('--toolset questions,calls')
    const names = (await client.listTools()).tools.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['find_calls', 'calls_list']))
    expect(names).not.toContain('calls_find')
    const answer = await client.callTool({ name: 'calls_find', arguments: {} })
    expect(textOf(answer)).toMatchObject({ error: { kind: 'usage', hint: 'call find_calls' } })
    expect((await close()).sent).toEqual([])
    const alone = await online('--toolset calls')
    expect((await alone.client.listTools()).tools.map(({ name }) => name)).toContain('calls_find')
  })

  it('list many words once, and check them wherever they stand', async () => {
    const { client, close } = await online('--toolset permissions --allow write')
    const listed = JSON.stringify(await client.listTools())
    expect(listed.split('trim-calls')).toHaveLength(2)
    expect(listed).toContain('the words of allow in permissions_create')
    const deny = { profile: 'Sales Development', deny: ['trim-call'] }
    const answer = await client.callTool({ name: 'permissions_update', arguments: deny })
    expect(textOf(answer)).toMatchObject({
      error: { message: expect.stringMatching(/deny\[0\] is none of .*trim-calls/) },
    })
    expect((await close()).sent).toEqual([])
  })

  it('say how many rows a list gives, and take no such number for what is one', async () => {
    const { client } = await online('--toolset calls')
    const { tools } = await client.listTools()
    const limits = tools.map(({ name, inputSchema: { properties = {} } }) => [name, properties.limit])
    expect(limits).toContainEqual(['calls_list', { type: 'integer', default: 50 }])
    expect(limits).toContainEqual(['calls_get', undefined])
  })

  it('say what must be given where nothing else could say it', async () => {
    const { client, close } = await online('--toolset stats')
    const periods = (await client.listTools()).tools.find(({ name }) => name === 'stats_periods')
    expect(periods?.inputSchema.required).toEqual(['per'])
    const answer = await client.callTool({ name: 'stats_periods', arguments: { during: 'last-week' } })
    expect(textOf(answer)).toMatchObject({
      error: { kind: 'usage', message: expect.stringContaining('per is missing') },
    })
    expect((await close()).sent).toEqual([])
  })

  it('are queries of the command table, whose rows are those of the command line', async () => {
    const { client } = await online('--toolset calls')
    const answer = await client.callTool({ name: 'calls_list', arguments: { during: 'last-week', limit: 2 } })
    const line = await run('calls list --during last-week --limit 2 -f json')
    expect(textOf(answer)).toMatchObject({ data: JSON.parse(line.out) })
    expect(textOf(answer).coverage).toMatch(/^the first 2 of \d+; there are more/)
  })

  it.each([
    ['a field that is not there', { durng: 'last-week' }, 'did you mean during?'],
    ['a type that is another', { limit: '5' }, 'limit is not a whole number'],
    ['a list where one is wanted', { from: ['7d'] }, 'from is not a text'],
    ['a number below the least', { limit: 0 }, 'limit is below 1'],
    ['a date that is none', { from: 'soon' }, 'soon'],
    ['a name of every object', { constructor: 'x' }, 'there is no field'],
  ])('refuse %s, with nothing sent', async (_, given, says) => {
    const { client, close } = await online('--toolset calls')
    const answer = await client.callTool({ name: 'calls_list', arguments: given })
    expect(answer.isError).toBe(true)
    expect(JSON.stringify(textOf(answer))).toContain(says)
    expect((await close()).sent).toEqual([])
  })

  it.each([
    ['find_calls', { minDuration: 'x' }, 'is not a duration'],
    ['find_calls', { during: '2026-05', from: '3d' }, 'during sets both ends: leave from and to away'],
    ['read_call', { call: 'xyz' }, 'is not an id'],
    ['schema', { table: 'cals' }, 'schema with table calls'],
    ['calls_list', { from: 'yesterdya' }, '"hint":"from yesterday"'],
    ['calls_list', { limit: 1 }, 'choose with from, to or during'],
    ['find_calls', { account: 'Umberlnd', from: '3d' }, 'account: no call that was searched has'],
  ])('speak of the fields of a tool, and of no flags: %s %j', async (name, given, says) => {
    const { client } = await online('--toolset questions,calls')
    const text = JSON.stringify(textOf(await client.callTool({ name, arguments: given })))
    expect(text).toContain(says)
    expect(text).not.toMatch(/--[a-z]|<call>/)
  })

  it.each(['@/etc/passwd', '-'])('read no file of this machine: %s', async (text) => {
    const { client, close } = await online('--toolset calls')
    const answer = await client.callTool({ name: 'calls_details', arguments: { call: [text] } })
    expect(textOf(answer)).toMatchObject({
      error: { kind: 'usage', message: expect.stringContaining('which no tool may') },
    })
    expect((await close()).sent).toEqual([])
  })

  it.each([
    ['find_calls', { domain: '@oakhurst.example', from: '3d' }],
    ['find_calls', { text: '-', title: '-', account: '@acme', from: '3d' }],
    ['search_said', { words: '@acme -', from: '1d' }],
    ['calls_find', { domain: ['@oakhurst.example'], from: '3d' }],
  ])('take what would be a file in a list of ids as it is in other fields: %s %j', async (name, given) => {
    const { client } = await online(`--toolset ${name === 'calls_find' ? 'calls' : 'questions'}`)
    const { error } = textOf(await client.callTool({ name, arguments: given }))
    expect(JSON.stringify(error ?? null)).not.toMatch(/file|no value|stdin/)
  })

  it.each(['@/etc/passwd', ' -', '@ids'])('read no file for a name that is looked up: %s', async (user) => {
    const { client, close } = await online()
    const answer = await client.callTool({ name: 'team_numbers', arguments: { user } })
    expect(textOf(answer)).toMatchObject({ error: { message: expect.stringContaining('which no tool may') } })
    expect((await close()).sent).toEqual([])
  })

  it.each([
    ['privacy_erase', { value: "it's@example.com" }, 'declined', "gong privacy erase 'it'\\''s@example.com'"],
    ['gong privacy erase', { value: 'a@example.com' }, 'declined', 'gong privacy erase a@example.com'],
    [
      'privacy_erase_email',
      { email: 'a@example.com' },
      'declined',
      'person can type: gong privacy erase a@example.com',
    ],
    ['delete_call', { call: '42' }, 'declined', 'person can type: gong calls access revoke 42 (Take back access'],
    ['forget_person', {}, 'declined', '; or gong privacy erase <value> (Erase everything'],
    ['meetings_delete', { meeting: '42' }, 'declined', 'gong meetings delete 42'],
    ['api', { method: 'GET', path: '/v2/calls', query: { a: 'b' } }, 'declined', 'gong api GET /v2/calls --query a=b'],
    ['calls_create', { title: 'x' }, 'declined', '--allow write'],
    ['ai_ask', {}, 'declined', '--allow billed'],
    ['stats_activity', {}, 'usage', 'gong mcp --toolset questions,stats'],
    ['profiles_remove', { name: 'x' }, 'declined', 'gong profiles remove x'],
    ['name', {}, 'usage', 'call names'],
    ['nope', {}, 'usage', 'the tools are find_calls, '],
    ['get_the_transcript', {}, 'usage', 'near it: read_transcript'],
  ])('have no %s, and say who may', async (name, given, kind, hint) => {
    const { client, close } = await online()
    const answer = await client.callTool({ name, arguments: given })
    expect(answer.isError).toBe(true)
    expect(textOf(answer)).toMatchObject({ error: { kind, hint: expect.stringContaining(hint) } })
    expect((await close()).sent).toEqual([])
  })

  it('send no more than --max-requests, all calls together, and say so', async () => {
    const { client, close } = await online('--max-requests 1')
    expect((await client.callTool({ name: 'names', arguments: { kind: 'workspaces' } })).isError).toBeUndefined()
    const second = await client.callTool({ name: 'names', arguments: { kind: 'workspaces' } })
    expect(textOf(second)).toMatchObject({
      error: { kind: 'limited', message: expect.stringContaining('--max-requests') },
    })
    expect((await close()).sent).toHaveLength(1)
  })

  it('open the profile anew after they could not', async () => {
    const env: Record<string, string> = { ...(await home()).env }
    const { client } = await connect('', { env })
    const asked = async () => await client.callTool({ name: 'names', arguments: { kind: 'workspaces' } })
    expect(textOf(await asked())).toMatchObject({ error: { kind: 'auth' } })
    Object.assign(env, KEYS)
    expect((await asked()).isError).toBeUndefined()
  })

  it('send nothing with --max-requests 0', async () => {
    const { client, close } = await online('--max-requests 0')
    const answer = await client.callTool({ name: 'names', arguments: { kind: 'workspaces' } })
    expect(textOf(answer)).toMatchObject({ error: { kind: 'limited' } })
    expect((await close()).sent).toEqual([])
  })

  it('let no address and no number out with --redact, also not in errors', async () => {
    const { client } = await online('--toolset users,calls --redact emails,phones')
    const users = JSON.stringify(await client.callTool({ name: 'users_list', arguments: {} }))
    expect(users).toContain('[email]')
    expect(users).not.toMatch(/@|%40/)
    const wrong = await client.callTool({ name: 'users_get', arguments: { user: 'nobody@nowhere.example' } })
    expect(wrong.isError).toBe(true)
    expect(JSON.stringify(wrong)).not.toContain('nowhere.example')
    const phone = await client.callTool({ name: 'privacy_find', arguments: { value: '+14155550123' } })
    expect(JSON.stringify(phone)).not.toContain('4155550123')
  })

  it('have no SQL with --redact, which could give an address in parts', async () => {
    const namesOf = async ({ client }: Awaited<ReturnType<typeof online>>) =>
      (await client.listTools()).tools.map(({ name }) => name)
    expect(await namesOf(await online())).toContain('sql')
    const redacted = await online('--redact emails')
    expect(await namesOf(redacted)).not.toContain('sql')
    const { client, close } = redacted
    const refused = await client.callTool({ name: 'sql', arguments: { sql: 'SELECT 1' } })
    expect({ isError: refused.isError, sent: (await close()).sent }).toEqual({ isError: true, sent: [] })
  })

  it('stay JSON, and have no address and no number at the beginning of a line', async () => {
    const { client, close, folder } = await online('--toolset users --redact emails,phones')
    const user = 'Mail\nanna@example.com\t415-555-0123\n415-555-0199'
    const wrong = textOf(await client.callTool({ name: 'users_get', arguments: { user } }))
    expect(JSON.stringify(wrong)).not.toMatch(/anna|555/)
    await close()
    const line = readFileSync(join(folder, 'state/mcp/audit.jsonl'), 'utf8')
    expect(JSON.parse(line).arguments).toEqual({ user: 'Mail\n[email]\t[phone]\n[phone]' })
  })

  it('are noted in a log for its owner alone, without what is secret or redacted', async () => {
    const { client, close, folder } = await online('--redact emails')
    await client.callTool({ name: 'names', arguments: { kind: 'workspaces' } })
    await client.callTool({
      name: 'privacy_erase',
      arguments: { value: 'a@example.com', note: KEYS.GONG_ACCESS_KEY_SECRET },
    })
    await close()
    const path = join(folder, 'state/mcp/audit.jsonl')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const lines = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { tool: 'names', requests: 1, outcome: 'ok', time: '2026-05-19T12:00:00.000Z' },
      { tool: 'privacy_erase', requests: 0, outcome: 'declined', arguments: { value: '[email]', note: '***' } },
    ])
    expect(lines[0].session).toBe(lines[1].session)
    expect(lines[0].bytes).toBeGreaterThan(100)
  })

  it('answer nothing that cannot be noted', async () => {
    const full = new Failure('local', 'no space left')
    const files = { ...diskFiles(), append: () => Promise.reject(full) }
    const { client } = await connect('--sandbox', { env: (await home()).env, files })
    const answer = await client.callTool({ name: 'names', arguments: { kind: 'workspaces' } })
    expect(textOf(answer)).toMatchObject({
      error: { kind: 'local', message: expect.stringContaining('no space left') },
    })
    expect(JSON.stringify(answer)).not.toContain('Sales Americas')
  })

  it.each(['cancels the call', 'hangs up'])('end their requests when the client %s', async (how) => {
    let hasAsked: () => void = () => undefined
    const asked = new Promise<void>((resolve) => {
      hasAsked = resolve
    })
    let hasEnded = false
    const network: HttpTransport = (_, signal) => {
      hasAsked()
      return new Promise((_, reject) =>
        signal?.addEventListener('abort', () => {
          hasEnded = true
          reject(signal.reason)
        }),
      )
    }
    const { client, close } = await connect('', { env: { ...KEYS, ...(await home()).env }, network })
    const controller = new AbortController()
    const call = client.callTool({ name: 'names', arguments: { kind: 'workspaces' } }, { signal: controller.signal })
    const failed = expect(call).rejects.toThrow()
    await asked
    if (how === 'cancels the call') controller.abort()
    expect((await close()).exit).toBe(0)
    await failed
    expect(hasEnded).toBe(true)
  })

  it('keep the pace together: of 50 calls at once, none is refused by Gong', async () => {
    const { folder: _, env } = await home()
    const clock = sleepersClock()
    const statuses: number[] = []
    const gong = openSandbox({ now: clock.now, calls: 10, rate: { perSecond: 3 } })
    const network: HttpTransport = async (request, signal) => {
      const answer = await gong(request, signal)
      statuses.push(answer.status)
      return answer
    }
    const { client } = await connect('', { env: { ...KEYS, ...env, GONG_RATE: '3' }, network, clock })
    const all = await Promise.all(
      Array.from({ length: 50 }, () => client.callTool({ name: 'names', arguments: { kind: 'workspaces' } })),
    )
    expect(all.filter(({ isError }) => isError)).toEqual([])
    expect(statuses).toEqual(Array.from({ length: 50 }, () => 200))
    expect(clock.now() - NOW).toBeGreaterThan(15_000)
  })
})

/** Time goes on to the first of those who sleep, once nobody else has anything to do. */
function sleepersClock() {
  let now = NOW
  const sleepers: { readonly at: number; readonly wake: () => void }[] = []
  let isWaking = false
  const wakeFirst = () => {
    isWaking = false
    sleepers.sort((a, b) => a.at - b.at)
    const first = sleepers.shift()
    if (first === undefined) return
    now = Math.max(now, first.at)
    first.wake()
    wakeLater()
  }
  const wakeLater = () => {
    if (isWaking || sleepers.length === 0) return
    isWaking = true
    setImmediate(wakeFirst)
  }
  return {
    now: () => now,
    sleep: (ms: number) =>
      new Promise<void>((wake) => {
        sleepers.push({ at: now + ms, wake })
        wakeLater()
      }),
  }
}
