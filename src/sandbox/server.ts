import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { HttpRequest, HttpTransport } from '../platform/http.ts'
import { isForm } from './upload.ts'

export interface SandboxServer {
  /** Where it listens, as a base URL. */
  readonly url: string
  readonly port: number
  /** Ends every connection, open ones too. */
  close(): Promise<void>
}

/**
 * Serves a sandbox over HTTP on 127.0.0.1. Bodies are streamed as fast as the reader takes them; a body that breaks
 * and an answer that never comes are a broken and a silent socket.
 *
 * @param options.port 0 lets the system choose.
 * @throws Node's error when the port is taken (EADDRINUSE).
 */
export async function serveSandbox(send: HttpTransport, { port }: { readonly port: number }): Promise<SandboxServer> {
  const http = createServer((request, response) => void answer(send, request, response))
  await new Promise<void>((resolve, reject) => http.once('error', reject).listen(port, '127.0.0.1', resolve))
  const address = http.address()
  const taken = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    close: () =>
      new Promise((resolve, reject) => {
        http.close((error) => (error ? reject(error) : resolve()))
        http.closeAllConnections()
      }),
  }
}

/** Any rejection becomes a destroyed socket, which is what the other side would see of it. */
async function answer(send: HttpTransport, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  try {
    const { status, headers, body } = await send(await toWireRequest(request), gone.signal)
    response.writeHead(status, headers)
    await pipeline(body, response)
  } catch {
    response.destroy()
  }
}

/** Forms are handed on as they come; every other body is small. */
async function toWireRequest(request: IncomingMessage): Promise<HttpRequest> {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  // The port that was asked, not what the Host header claims: links in the answers lead back here.
  const url = `http://127.0.0.1:${request.socket.localPort}${request.url ?? '/'}`
  const wire = { method: request.method ?? 'GET', url, headers, timeoutMs: 0 }
  if (isForm(wire)) {
    const size = Number(headers['content-length'] ?? 0)
    return { ...wire, body: { contentType: headers['content-type'] ?? '', sizeBytes: size, chunks: () => request } }
  }
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  return { ...wire, body: pieces.length > 0 ? Buffer.concat(pieces) : undefined }
}
