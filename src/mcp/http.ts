import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Failure } from '../lib/errors.ts'
import { onAbort } from '../lib/on-abort.ts'
import { type HttpAccess, refusalOfRequest } from './check-http-request.ts'

/** Answers requests as the web has them; the signal of one is aborted once its connection has what it asked for, or is gone. */
export type WebHandler = (request: Request) => Promise<Response>

/** A server of this machine alone. */
export interface LoopbackServer {
  readonly port: number
  /** Ends every connection, open ones too. */
  close(): Promise<void>
}

/** How long a client is waited for, milliseconds. */
interface Patience {
  /** For all headers of a request. */
  readonly headersMs: number
  /** For the whole request, and for a client that does not read what it is answered. */
  readonly requestMs: number
}

const PATIENCE: Patience = { headersMs: 10_000, requestMs: 30_000 }

/** How often connections are looked at that are too slow; every 30 s by Node's own choice. */
const CHECK_MS = 1000

const MAX_CONNECTIONS = 128

/**
 * Listens on 127.0.0.1 alone. Host, Origin and token are looked at before anything of the body is read.
 *
 * @param port 0 for any free one
 * @throws Failure `usage` when the port is taken
 */
export async function serveLoopback(
  port: number,
  access: HttpAccess,
  handle: WebHandler,
  { headersMs, requestMs } = PATIENCE,
): Promise<LoopbackServer> {
  const checking = Math.min(CHECK_MS, headersMs, requestMs)
  const timeouts = { headersTimeout: headersMs, requestTimeout: requestMs, connectionsCheckingInterval: checking }
  const http = createServer(timeouts, (request, response) => {
    const refusal = refusalOfRequest(request, access)
    response.on('timeout', () => response.destroy())
    if (refusal === undefined) void answer(request, response, handle, requestMs)
    else {
      response.writeHead(refusal.status, {
        ...refusal.headers,
        'content-type': 'application/json',
        connection: 'close',
      })
      response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32_000, message: refusal.message } }))
    }
  })
  http.maxConnections = MAX_CONNECTIONS
  await new Promise<void>((resolve, reject) => http.once('error', reject).listen(port, '127.0.0.1', resolve)).catch(
    (cause: unknown) => {
      throw new Failure('usage', `--http: ${port} cannot be listened on`, { hint: 'gong mcp --http 0', cause })
    },
  )
  const address = http.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
}

/** Any rejection becomes a destroyed socket. A client that goes away ends what it asked for. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handle: WebHandler,
  drainMs: number,
): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  try {
    const { status, headers, body } = await handle(toWebRequest(request, gone.signal))
    response.writeHead(status, Object.fromEntries(headers))
    if (body === null) return void response.end()
    // A stream of events begins with its headers.
    response.flushHeaders()
    const reader = body.getReader()
    onAbort(gone.signal, () => void reader.cancel().catch(() => undefined))
    for (let part = await reader.read(); !part.done; part = await reader.read())
      if (!response.write(part.value)) await drained(response, drainMs)
    response.end()
  } catch {
    response.destroy()
  }
}

/** Until the client has read; its connection is closed where it does not. */
async function drained(response: ServerResponse, drainMs: number): Promise<void> {
  response.setTimeout(drainMs)
  await new Promise<void>((resolve) => response.once('drain', resolve).once('close', resolve))
  response.setTimeout(0)
}

function toWebRequest(request: IncomingMessage, signal: AbortSignal): Request {
  const { method = 'GET', url = '/', headers } = request
  const pairs = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const body = hasBody ? { body: webBody(request), duplex: 'half' as const } : {}
  return new Request(`http://127.0.0.1${url}`, { method, headers: pairs, signal, ...body })
}

function webBody(request: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = request[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => void request.destroy(),
  })
}
