import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Failure } from '../../lib/errors.ts'
import { BodyRefused, type ServedAnswer, type ServerLimits, type StartHttpServer } from '../http-server.ts'

/** Nothing that is answered can be a script, a link, or kept by a cache. */
const HEADERS = {
  'content-type': 'text/plain; charset=utf-8',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'",
  'cache-control': 'no-store',
}

/** How often connections are looked at that are too slow, milliseconds. */
const CHECK_MS = 1000

/** Node's codes of requests that are none, and what to answer; 400 to all others. */
const REFUSALS: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }

/** `Context.startHttpServer`. */
export const startHttpServer: StartHttpServer = async ({ host, port, limits, onRefused }, answer) => {
  const reading = { bytes: 0 }
  let isClosing = false
  const server = createServer(
    {
      maxHeaderSize: limits.maxHeaderBytes,
      headersTimeout: limits.requestTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.idleTimeoutMs,
      connectionsCheckingInterval: Math.min(CHECK_MS, limits.requestTimeoutMs),
    },
    async (request, response) => {
      const body = bodyReader(request, limits, reading)
      const { method = '', url: target = '/' } = request
      const answered = await answer({ method, target, headers: headersOf(request), body: body.read }).catch(answerOf)
      // What has not been read would be taken for the next request.
      send(response, answered, isClosing || !body.isRead())
      body.release()
    },
  )
  server.maxConnections = limits.maxConnections
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const status = REFUSALS[error.code ?? ''] ?? 400
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    onRefused(status)
    socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
    // Closing is the sender's turn now; one that does not would keep its place for ever.
    const timer = setTimeout(() => socket.destroy(), CHECK_MS)
    socket.once('close', () => clearTimeout(timer))
  })
  await listen(server, host, port)
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: (graceMs) => {
      isClosing = true
      return closed(server, graceMs)
    },
  }
}

/** A failure to answer that is none of the sender's doing. */
function answerOf(error: unknown): ServedAnswer {
  if (error instanceof BodyRefused) return { status: error.status, text: error.message }
  return { status: 500, text: 'this could not be answered' }
}

function send(response: ServerResponse, { status, headers, text }: ServedAnswer, isLast: boolean): void {
  const body = `${text}\n`
  // Without its length it would be sent in chunks, which takes three writes.
  const own = { 'content-length': Buffer.byteLength(body), ...(isLast && { connection: 'close' }) }
  response.writeHead(status, { ...HEADERS, ...headers, ...own }).end(body)
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

interface BodyReader {
  readonly read: () => Promise<Uint8Array>
  /** Whether nothing of it is left in the connection. */
  readonly isRead: () => boolean
  /** Makes room for others. */
  readonly release: () => void
}

function bodyReader(request: IncomingMessage, limits: ServerLimits, reading: { bytes: number }): BodyReader {
  let held = 0
  const take = (bytes: number) => {
    if (held + bytes > limits.maxBodyBytes) throw new BodyRefused(413, `more than ${limits.maxBodyBytes} bytes`)
    if (reading.bytes + bytes > limits.maxBytesAtOnce) throw new BodyRefused(503, 'too much at once')
    held += bytes
    reading.bytes += bytes
  }
  return {
    async read() {
      if (Number(request.headers['content-length'] ?? 0) > limits.maxBodyBytes)
        throw new BodyRefused(413, `more than ${limits.maxBodyBytes} bytes`)
      return await readChunks(request, take)
    },
    isRead: () => request.complete || request.headers['content-length'] === '0',
    release: () => {
      reading.bytes -= held
      held = 0
    },
  }
}

/** All bytes of a body. An iterator over the stream would cost as much as all else that is done for a small one. */
function readChunks(request: IncomingMessage, take: (bytes: number) => void): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const onData = (chunk: Buffer) => {
      try {
        take(chunk.length)
        chunks.push(chunk)
      } catch (error) {
        request.off('data', onData).pause()
        reject(error)
      }
    }
    const onClose = () => {
      if (!request.complete) reject(new BodyRefused(400, 'the body broke off'))
    }
    request.on('data', onData).once('end', () => resolve(Buffer.concat(chunks)))
    request.once('error', onClose).once('close', onClose)
  })
}

async function closed(server: Server, graceMs: number): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), graceMs)
  await new Promise((resolve) => {
    server.close(resolve)
    server.closeIdleConnections()
  })
  clearTimeout(timer)
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  } catch (cause) {
    throw new Failure('usage', `${host}:${port} cannot be listened on`, { hint: 'choose another with --port', cause })
  }
}
