import { Server } from '@modelcontextprotocol/server'
import { describe, expect, it } from 'vitest'
import { httpSessions } from '../../../src/mcp/http-sessions.ts'
import { openSession } from '../../../src/mcp/session.ts'

const MOST = 32

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
}

/** A server over HTTP without a socket, whose time is said. */
function serving() {
  let [count, nowMs] = [0, 0]
  const token = () => {
    count += 1
    return String(count)
  }
  const { handle } = httpSessions({
    beginSession: () =>
      openSession({
        ...{ budget: { spend: () => undefined }, redact: (text) => text, token },
        audit: { write: async () => undefined },
      }),
    serverFor: () => new Server({ name: 'test', version: '1' }, { capabilities: {} }),
    token,
    now: () => nowMs,
  })
  const post = async (body: unknown, session?: string, ends = true) => {
    const gone = new AbortController()
    const headers = {
      ...{ 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      ...(session !== undefined && { 'mcp-session-id': session }),
    }
    const request = { method: 'POST', headers, body: JSON.stringify(body), signal: gone.signal }
    const response = await handle(new Request('http://127.0.0.1/mcp', request))
    if (ends) gone.abort()
    return response
  }
  const begin = async () => (await post(INITIALIZE)).headers.get('mcp-session-id') ?? ''
  const ping = async (session: string, ends = true) =>
    (await post({ jsonrpc: '2.0', id: 2, method: 'ping' }, session, ends)).status
  const wait = (ms: number) => {
    nowMs += ms
  }
  return { post, begin, ping, wait }
}

async function full() {
  const server = serving()
  const sessions: string[] = []
  for (let at = 0; at < MOST; at += 1) sessions.push(await server.begin())
  return { ...server, sessions }
}

describe('sessions over HTTP', () => {
  it('are 32 at most: whoever comes then is refused, and told when to come again', async () => {
    const { post, ping, sessions } = await full()
    const refused = await post(INITIALIZE)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '60'])
    expect(await refused.json()).toMatchObject({ error: { message: 'all 32 sessions are in use' } })
    expect(await ping(sessions[0] ?? '')).toBe(200)
  })

  it('are 32 at most where many begin at once', async () => {
    const { post } = serving()
    const all = await Promise.all(Array.from({ length: 81 }, () => post(INITIALIZE)))
    expect(all.filter(({ status }) => status === 200)).toHaveLength(MOST)
  })

  it('give way to a new one where one is idle, the one that was silent for longest', async () => {
    const { begin, ping, wait, sessions } = await full()
    const [first = '', second = ''] = sessions
    wait(1000)
    await ping(first)
    wait(60_000)
    expect(await begin()).not.toBe('')
    expect([await ping(first), await ping(second)]).toEqual([200, 404])
  })

  it('are not idle while a request is not answered', async () => {
    const { post, ping, wait, sessions } = await full()
    for (const session of sessions) await ping(session, false)
    wait(600_000)
    expect((await post(INITIALIZE)).status).toBe(503)
  })

  it('take no room for what begins none', async () => {
    const { post, begin } = serving()
    for (let at = 0; at < MOST; at += 1) await post({ jsonrpc: '2.0', id: 1, method: 'ping' })
    expect(await begin()).not.toBe('')
  })
})
