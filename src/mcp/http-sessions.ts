import {
  createMcpHandler,
  isLegacyRequest,
  type Server,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server'
import { onAbort } from '../lib/on-abort.ts'
import type { WebHandler } from './http.ts'
import type { Session } from './session.ts'

/** What sessions over HTTP are made of. */
export interface HttpSessions {
  readonly beginSession: () => Session
  readonly serverFor: (session: Session) => Server
  /** A random text, new each time. */
  readonly token: () => string
  /** Milliseconds, of which only differences count. */
  readonly now: () => number
}

/** Sessions that are open at once. */
const MOST_SESSIONS = 32

/** A session that is silent for as long may give way to a new one. */
const IDLE_MS = 60_000

const MAX_BODY_BYTES = 4 * 1024 * 1024

interface OpenSession {
  readonly transport: WebStandardStreamableHTTPServerTransport
  /** That are not answered to the end, streams of events too. */
  requests: number
  /** When the last of them ended. */
  silentFromMs: number
}

/**
 * Serves both eras of the protocol: 2025-11-25 has sessions, one for each `initialize`; since 2026-07-28 there are none, and all
 * requests that have the token are of one.
 */
export function httpSessions({ beginSession, serverFor, token, now }: HttpSessions): {
  readonly handle: WebHandler
  close(): Promise<void>
} {
  const common = beginSession()
  const limits = { maxRequestBodySize: MAX_BODY_BYTES }
  const modern = createMcpHandler(() => serverFor(common), { legacy: 'reject', ...limits })
  const open = new Map<string, OpenSession>()

  /** Closes the session that was silent for longest where there are too many. @returns whether there is room for one more */
  const makeRoom = (): boolean => {
    if (open.size < MOST_SESSIONS) return true
    const idle = [...open.values()].filter(
      ({ requests, silentFromMs }) => requests === 0 && now() - silentFromMs >= IDLE_MS,
    )
    const [longest] = idle.toSorted((a, b) => a.silentFromMs - b.silentFromMs)
    void longest?.transport.close()
    return longest !== undefined
  }

  const begin = async (request: Request): Promise<Response> => {
    if (!makeRoom())
      return refusal(503, `all ${MOST_SESSIONS} sessions are in use`, { 'retry-after': String(IDLE_MS / 1000) })
    const id = token()
    const transport = new WebStandardStreamableHTTPServerTransport({ sessionIdGenerator: () => id, ...limits })
    const session: OpenSession = { transport, requests: 0, silentFromMs: now() }
    // Others that begin meanwhile find the room taken.
    open.set(id, session)
    try {
      await serverFor(beginSession()).connect(transport)
      const { onclose } = transport
      transport.onclose = () => {
        open.delete(id)
        onclose?.()
      }
      return await answered(request, session)
    } finally {
      if (transport.sessionId === undefined) open.delete(id)
    }
  }

  const answered = async (request: Request, session: OpenSession): Promise<Response> => {
    session.requests += 1
    onAbort(request.signal, () => {
      session.requests -= 1
      session.silentFromMs = now()
    })
    return await session.transport.handleRequest(request)
  }

  const legacy = async (request: Request): Promise<Response> => {
    const id = request.headers.get('mcp-session-id')
    if (id === null) return await begin(request)
    const session = open.get(id)
    // A client begins anew where it gets 404 (2025-11-25, "Session Management").
    return session === undefined ? refusal(404, 'there is no such session') : await answered(request, session)
  }

  return {
    handle: async (request) =>
      (await isLegacyRequest(request, undefined, limits)) ? await legacy(request) : await modern.fetch(request),
    async close() {
      await modern.close()
      await Promise.all([...open.values()].map(({ transport }) => transport.close()))
    },
  }
}

function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ jsonrpc: '2.0', id: null, error: { code: -32_001, message } }, { status, headers })
}
