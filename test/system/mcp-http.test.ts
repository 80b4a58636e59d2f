import { request } from 'node:http'
import { connect as connectSocket } from 'node:net'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isRow } from '../../src/lib/rows.ts'
import { serveLoopback, type WebHandler } from '../../src/mcp/http.ts'
import { home, KEYS, type Ran, run } from '../run.ts'
import { textOf, VERSIONS } from '../support/mcp-client.ts'

const TOKEN = 'a-token-that-nobody-guesses'

interface Serving {
  readonly url: string
  readonly said: string
  stop(): Promise<Ran>
}

/** `gong mcp --http 0` in this process. */
async function serve(words = '', token = TOKEN): Promise<Serving> {
  const { env } = await home()
  const stopping = new AbortController()
  let said = ''
  let heard: () => void = () => undefined
  const ready = new Promise<void>((resolve) => {
    heard = resolve
  })
  const ran = run(`mcp --http 0 ${words}`, {
    env: { ...KEYS, ...env, ...(token && { GONG_MCP_TOKEN: token }) },
    interrupted: stopping.signal,
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
    onErr: (text) => {
      said += text
      if (said.includes(token ? '/mcp\n' : 'token: ')) heard()
    },
  })
  await Promise.race([ready, ran])
  const stop = async () => {
    stopping.abort()
    return await ran
  }
  onTestFinished(async () => void (await stop()))
  return { url: /http:\S+/.exec(said)?.[0] ?? '', said, stop }
}

async function connectTo(url: string, version: (typeof VERSIONS)[number], token = TOKEN): Promise<Client> {
  const mode = version === '2026-07-28' ? ({ pin: version } as const) : 'legacy'
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } })
  onTestFinished(() => client.close())
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { authorization: `Bearer ${token}` } } }),
  )
  return client
}

/** A request by hand, with any headers. */
function post(url: string, headers: Readonly<Record<string, string>>, body = '{}'): Promise<number> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } })
    sending.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sending.on('error', reject)
    sending.end(body)
  })
}

const NAMES = { name: 'names', arguments: { kind: 'workspaces' } }

describe('gong mcp --http', () => {
  it.each(VERSIONS)('answers the official client by %s', async (version) => {
    const { url, stop } = await serve()
    const client = await connectTo(url, version)
    expect((await client.listTools()).tools.length).toBeGreaterThan(10)
    expect(JSON.stringify(await client.callTool(NAMES))).toContain('Sales Americas')
    await client.close()
    const { out, sent } = await stop()
    expect({ out, sent }).toEqual({ out: '', sent: ['GET /v2/workspaces'] })
  })

  it('says a token once that it has made, and takes no other', async () => {
    const { url, said } = await serve('', '')
    const token = /token: (\S+)/.exec(said)?.[1] ?? ''
    expect(token).toMatch(/^[0-9a-f]{32}$/)
    expect(await post(url, { authorization: `Bearer ${token}` })).toBe(400)
    expect(await post(url, { authorization: `Bearer ${token}x` })).toBe(401)
  })

  it.each<[string, Readonly<Record<string, string>>, number]>([
    ['no token', {}, 401],
    ['a wrong token', { authorization: 'Bearer another-token-of-that-length' }, 401],
    ['an empty token', { authorization: 'Bearer ' }, 401],
    ['the token as a password', { authorization: `Basic ${Buffer.from(`a:${TOKEN}`).toString('base64')}` }, 401],
    ['a name that leads here (DNS rebinding)', { authorization: `Bearer ${TOKEN}`, host: 'evil.example:80' }, 403],
    ['a name that only looks local', { authorization: `Bearer ${TOKEN}`, host: '127.0.0.1.evil.example' }, 403],
    ['the page of another site', { authorization: `Bearer ${TOKEN}`, origin: 'https://evil.example' }, 403],
    ['a page of no site', { authorization: `Bearer ${TOKEN}`, origin: 'null' }, 403],
  ])('refuses %s, with nothing sent', async (_, headers, status) => {
    const { url, stop } = await serve()
    expect(
      await post(url, headers, JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: NAMES })),
    ).toBe(status)
    expect((await stop()).sent).toEqual([])
  })

  it('bounds a body, knows no other path, and no session that is not there', async () => {
    const { url } = await serve()
    const authorization = `Bearer ${TOKEN}`
    expect(await post(url, { authorization }, `"${'x'.repeat(5 * 1024 * 1024)}"`)).toBe(413)
    expect(await post(url.replace('/mcp', '/'), { authorization })).toBe(404)
    const list = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' })
    const accept = 'application/json, text/event-stream'
    expect(await post(url, { authorization, accept, 'mcp-session-id': 'x' }, list)).toBe(404)
  })

  it('knows plans of their own session alone, and bounds the requests of all sessions together', async () => {
    const { url, stop } = await serve('--toolset questions,tasks --allow write --max-requests 3')
    const one = await connectTo(url, '2025-11-25')
    const other = await connectTo(url, '2025-11-25')
    const event = { name: 'tasks_update', arguments: { task: '1', user: '1', status: 'done' } }
    const plan = textOf(await one.callTool(event))
    expect(plan).toMatchObject({ data: { plan: expect.anything() } })
    const { data } = plan
    const id = typeof data === 'object' && data !== null && 'plan' in data ? String(data.plan) : ''
    const stolen = await other.callTool({ name: 'apply_plan', arguments: { plan: id } })
    expect(textOf(stolen)).toMatchObject({ error: { kind: 'declined' } })
    const spent: unknown[] = []
    for (const client of [one, other, one, other]) spent.push(textOf(await client.callTool(NAMES)).error)
    expect(spent.filter((error) => error !== undefined)).toMatchObject([{ kind: 'limited' }])
    expect((await stop()).sent).toHaveLength(3)
  })

  it('gives the rest of an answer to the session that has its handle alone', async () => {
    const { url, stop } = await serve('--toolset questions,calls')
    const one = await connectTo(url, '2025-11-25')
    const other = await connectTo(url, '2025-11-25')
    const { rest } = textOf(await one.callTool({ name: 'calls_list', arguments: { from: '60d', limit: 200 } }))
    const handle = isRow(rest) ? rest.handle : undefined
    expect(handle).toMatch(/^[0-9a-f]{32}$/)
    const more = { name: 'more', arguments: { handle } }
    expect(textOf(await other.callTool(more))).toEqual({ error: expect.objectContaining({ kind: 'usage' }) })
    expect(textOf(await one.callTool(more))).toMatchObject({ data: expect.arrayContaining([expect.anything()]) })
    const { sent } = await stop()
    expect(sent.filter((request) => request !== 'GET /v2/calls')).toEqual([])
  })

  it('starts with no token that nobody would hear of', async () => {
    const { exit, err } = await run('mcp --http 0 --sandbox --quiet', { env: (await home()).env })
    expect(exit).toBe(2)
    expect(err).toContain('--quiet would keep the token to itself')
  })

  it('refuses a token that could be guessed', async () => {
    const { exit, err } = await run('mcp --http 0 --sandbox', {
      env: { ...(await home()).env, GONG_MCP_TOKEN: 'short' },
    })
    expect(exit).toBe(2)
    expect(err).not.toContain('short\n')
  })
})

describe('a client of this machine that takes its time', () => {
  const access = { token: TOKEN, path: '/mcp' }
  const patience = { headersMs: 50, requestMs: 100 }
  const head = `POST /mcp HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${TOKEN}\r\n`

  async function sending(text: string, handle: WebHandler) {
    const server = await serveLoopback(0, access, handle, patience)
    onTestFinished(() => server.close())
    const socket = connectSocket(server.port, '127.0.0.1', () => socket.write(text))
    return socket.on('error', () => undefined)
  }

  it.each([
    ['with its headers', head],
    ['with its body', `${head}content-length: 9\r\n\r\n{`],
  ])('%s is cut off', async (_, text) => {
    const socket = await sending(text, async (request) => new Response(await request.text()))
    await new Promise((resolve) => socket.resume().on('close', resolve))
  })

  it('and does not read what it is answered, is cut off', async () => {
    const endless = new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(1_000_000)) })
    await new Promise<void>((resolve) => {
      void sending(`${head}content-length: 0\r\n\r\n`, async ({ signal }) => {
        signal.addEventListener('abort', () => resolve())
        return new Response(endless)
      })
    })
  })
})
