import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { home, KEYS, run } from '../../run.ts'
import { connect, converse, VERSIONS } from '../../support/mcp-client.ts'

/** A conversation by hand: lines in, and as many lines out. */
async function answers(lines: readonly string[], count: number): Promise<readonly unknown[]> {
  const { send, lines: out, hangUp } = converse('--sandbox', { env: (await home()).env })
  for (const line of lines) send(`${line}\n`)
  const all: unknown[] = []
  while (all.length < count) {
    const { value } = await out.next()
    all.push(JSON.parse(String(value)))
  }
  expect((await hangUp()).exit).toBe(0)
  return all
}

const HELLO = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
}

describe('gong mcp', () => {
  it.each(VERSIONS)('answers the official client by %s, and ends with 0 when it hangs up', async (version) => {
    const { client, close } = await connect('--sandbox', { env: (await home()).env }, version)
    const { tools } = await client.listTools()
    expect(tools.find(({ name }) => name === 'names')?.annotations?.readOnlyHint).toBe(true)
    const answer = await client.callTool({ name: 'names', arguments: { kind: 'workspaces' } })
    expect(JSON.stringify(answer.content)).toContain('Sales Americas')
    const { exit, err, out } = await close()
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    for (const line of out.trimEnd().split('\n')) expect(JSON.parse(line).jsonrpc).toBe('2.0')
  })

  it('answers what is no message, and goes on', async () => {
    const huge = `{"jsonrpc":"2.0","id":8,"method":"${'x'.repeat(4 * 1024 * 1024)}"}`
    const [first, ...rest] = await answers(
      ['{no json', '', JSON.stringify([HELLO]), huge, JSON.stringify(HELLO), '{"jsonrpc":"2.0","id":2,"method":"a/b"}'],
      5,
    )
    expect(first).toMatchObject({ id: null, error: { code: -32700 } })
    expect(rest.filter((one) => JSON.stringify(one).includes('-32600'))).toHaveLength(2)
    expect(rest).toContainEqual(expect.objectContaining({ id: 2, error: expect.objectContaining({ code: -32601 }) }))
    expect(rest).toContainEqual(expect.objectContaining({ id: 1, result: expect.anything() }))
  })

  it('answers what is no message under its id, where it has one', async () => {
    const lines = [JSON.stringify(HELLO), '{"jsonrpc":"2.0","id":7,"method":"tools/call","params":"x"}']
    expect(await answers(lines, 2)).toContainEqual({
      jsonrpc: '2.0',
      id: 7,
      error: { code: -32600, message: 'this is no message of JSON-RPC 2.0' },
    })
  })

  it.each([
    ['prompts/get', { name: 'call_prep', arguments: { account: ['Acme'] } }, 'account is not a text'],
    ['prompts/get', { name: 'call_prep', arguments: 'Acme' }, 'arguments is not an object'],
    ['prompts/get', { arguments: {} }, 'name is not a text'],
    ['resources/read', { uri: 7 }, 'uri is not a text'],
    ['tools/call', { name: 7 }, expect.stringContaining('name')],
    ['tools/call', { name: 'names', arguments: [] }, expect.stringContaining('arguments')],
  ])('says what is wrong with a request, which is no fault of its own: %s %j', async (method, params, message) => {
    const lines = [HELLO, { jsonrpc: '2.0', id: 9, method, params }].map((one) => JSON.stringify(one))
    expect(await answers(lines, 2)).toContainEqual({ jsonrpc: '2.0', id: 9, error: { code: -32602, message } })
  })

  it('takes a number for the text of a prompt, and asks for no cursor of a list', async () => {
    const lines = [
      HELLO,
      { jsonrpc: '2.0', id: 8, method: 'prompts/get', params: { name: 'call_prep', arguments: { account: 4711 } } },
      { jsonrpc: '2.0', id: 9, method: 'tools/list', params: { cursor: 1 } },
    ].map((one) => JSON.stringify(one))
    const all = JSON.stringify(await answers(lines, 3))
    expect(all).toContain('4711')
    expect(all).not.toContain('"error"')
  })

  it('offers its own version to a client of an unknown one, and names those it has to a claim of one', async () => {
    const old = { ...HELLO, params: { ...HELLO.params, protocolVersion: '1999-01-01' } }
    const claim = {
      jsonrpc: '2.0',
      id: 2,
      method: 'tools/list',
      params: {
        _meta: {
          'io.modelcontextprotocol/protocolVersion': '2099-01-01',
          'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
          'io.modelcontextprotocol/clientCapabilities': {},
        },
      },
    }
    expect(await answers([JSON.stringify(old)], 1)).toMatchObject([
      { id: 1, result: { protocolVersion: '2025-11-25' } },
    ])
    expect(await answers([JSON.stringify(claim)], 1)).toMatchObject([
      { id: 2, error: { code: -32022, data: { supported: ['2026-07-28'] } } },
    ])
  })

  it('ends with 0 at a signal', async () => {
    const stopping = new AbortController()
    const { send, lines, ended } = converse('--sandbox', { env: (await home()).env, interrupted: stopping.signal })
    send(`${JSON.stringify(HELLO)}\n`)
    await lines.next()
    stopping.abort()
    expect(await ended).toMatchObject({ exit: 0, err: '' })
  })

  it('says on a terminal what it is, and still answers', async () => {
    const { close, client } = await connect('--sandbox', { answers: [] })
    expect((await client.listTools()).tools).not.toEqual([])
    const { exit, err } = await close()
    expect(exit).toBe(0)
    expect(err).toMatch(/speaks the Model Context Protocol on stdin and stdout.*\n.*gong mcp --install/)
  })

  it.each(['-f json', '-o calls.json', '--jq .', '--fields id'])('writes no rows, so it refuses %s', async (flags) => {
    const { exit, out, sent } = await run(`mcp ${flags}`)
    expect({ exit, out, sent }).toEqual({ exit: 2, out: '', sent: [] })
  })

  it.each(VERSIONS)(
    'says by %s that a transcript is not there as the protocol has it, with its address',
    async (version) => {
      const { client } = await connect('--sandbox', { env: (await home()).env }, version)
      const uri = 'gong://calls/404/transcript'
      await expect(client.readResource({ uri })).rejects.toMatchObject({
        code: -32602,
        data: { uri },
        message: expect.stringContaining(uri),
      })
    },
  )

  it('tells why a document cannot be read, redacted, and notes it', async () => {
    const { folder, env } = await home()
    const { client, close } = await connect('--redact emails --max-requests 0', { env: { ...KEYS, ...env } })
    const uri = 'gong://calls/1/transcript'
    await expect(client.readResource({ uri })).rejects.toThrow('--max-requests 0')
    await expect(client.readResource({ uri: 'file:///etc/passwd' })).rejects.toMatchObject({ code: -32602 })
    expect((await close()).sent).toEqual([])
    const log = readFileSync(join(folder, 'state/mcp/audit.jsonl'), 'utf8')
    expect(log.split('\n').map((line) => /"outcome":"([\w-]+)"/.exec(line)?.[1])).toEqual([
      'limited',
      'not-found',
      undefined,
    ])
  })
})
