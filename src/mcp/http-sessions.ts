import {
  createMcpHandler,
  isLegacyRequest,
  type Server,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server'
import type { WebHandler } from './http.ts'
import type { Session } from './session.ts'

/** What sessions over HTTP are made of. */
export interface HttpSessions {
  readonly beginSession: () => Session
  readonly serverFor: (session: Session) => Server
  /** A random text, new each time. */
  readonly token: () => string
}

/** Sessions that are open at once; whoever was silent for longest goes first. */
const MOST_SESSIONS = 32

const MAX_BODY_BYTES = 4 * 1024 * 1024

/**
 * Serves both eras of the protocol: 2025-11-25 has sessions, one for each `initialize`; since 2026-07-28 there are none, and all
 * requests that have the token are of one.
 */
export function httpSessions({ beginSession, serverFor, token }: HttpSessions): {
  readonly handle: WebHandler
  close(): Promise<void>
} {
  const common = beginSession()
  const limits = { maxRequestBodySize: MAX_BODY_BYTES }
  const modern = createMcpHandler(() => serverFor(common), { legacy: 'reject', ...limits })
  const open = new Map<string, WebStandardStreamableHTTPServerTransport>()

  const begin = async (): Promise<WebStandardStreamableHTTPServerTransport> => {
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: token,
      ...limits,
      onsessioninitialized: (id) => {
        open.set(id, transport)
        const [oldest] = open.keys()
        if (open.size > MOST_SESSIONS && oldest !== undefined) void open.get(oldest)?.close()
      },
    })
    await serverFor(beginSession()).connect(transport)
    const { onclose } = transport
    transport.onclose = () => {
      if (transport.sessionId !== undefined) open.delete(transport.sessionId)
      onclose?.()
    }
    return transport
  }

  const legacy = async (request: Request): Promise<Response> => {
    const id = request.headers.get('mcp-session-id')
    if (id === null) return await (await begin()).handleRequest(request)
    const transport = open.get(id)
    if (transport === undefined) return unknownSession()
    open.delete(id)
    open.set(id, transport)
    return await transport.handleRequest(request)
  }

  return {
    handle: async (request) =>
      (await isLegacyRequest(request, undefined, limits)) ? await legacy(request) : await modern.fetch(request),
    async close() {
      await modern.close()
      await Promise.all([...open.values()].map((transport) => transport.close()))
    },
  }
}

/** A client begins anew where it gets 404 (2025-11-25, "Session Management"). */
function unknownSession(): Response {
  const error = { code: -32_001, message: 'there is no such session' }
  return Response.json({ jsonrpc: '2.0', id: null, error }, { status: 404 })
}
