import type * as Http from 'node:http'
import type * as Https from 'node:https'
import { isLoopback } from '../lib/loopback.ts'
import type { HttpRequest, HttpResponse, HttpTransport, StreamedBody } from '../platform/http.ts'
import type { Context } from '../platform/ports.ts'
import type { Way } from './tunnel.ts'

/** Bytes of headers that an answer may have. */
const MAX_HEADERS = 65_536

/**
 * The real network, over node:http(s) with kept-alive connections. Not `fetch`, which refuses a body on GET (quirk 13)
 * and costs 25 ms at start. The TLS half is loaded only when an address asks for it, and the proxy's when there is one.
 *
 * @param env names the proxy, in HTTPS_PROXY and NO_PROXY
 */
export function httpTransport(env: Context['env']): HttpTransport {
  const clients = new Map<string, Promise<Client>>()
  return async (request, signal) => {
    const url = new URL(request.url)
    const client = clients.get(url.origin) ?? open(url, env)
    clients.set(url.origin, client)
    return await exchange(await client, url, request, signal)
  }
}

interface Client {
  readonly module: typeof Http | typeof Https
  readonly agent: Http.Agent
}

async function open(url: URL, env: Context['env']): Promise<Client> {
  const module = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  return { module, agent: (await tunnel(url, env)) ?? new module.Agent({ keepAlive: true }) }
}

/** This machine is never reached through a proxy: it would be the proxy's own. */
async function tunnel(url: URL, env: Context['env']): Promise<Http.Agent | undefined> {
  if (!(env.https_proxy || env.HTTPS_PROXY) || isLoopback(url.hostname)) return undefined
  const { proxyFor } = await import('./proxy.ts')
  const proxy = proxyFor(url, env)
  return proxy && new (await import('./tunnel.ts')).Tunnel(proxy)
}

function exchange(
  { module, agent }: Client,
  url: URL,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const way: Way = {
      method: request.method,
      headers: { ...request.headers, 'content-length': sizeOf(request.body) },
      agent,
      until: signal,
      timeout: request.timeoutMs,
      maxHeaderSize: MAX_HEADERS,
    }
    const outgoing = module.request(url, way)
    breakOff(outgoing, signal)
    // Once the headers are there it is the answer that breaks off, and that tells its reader why.
    let answer: Http.IncomingMessage | undefined
    const late = () => {
      const error = Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })
      return answer === undefined ? outgoing.destroy(error) : answer.destroy(error)
    }
    outgoing.once('timeout', late)
    // Headers may come byte by byte, which is no silence; all of them have the time of one.
    let patience: NodeJS.Timeout | undefined
    outgoing.once('finish', () => {
      if (request.timeoutMs > 0 && answer === undefined) patience = setTimeout(late, request.timeoutMs)
    })
    outgoing.once('close', () => clearTimeout(patience))
    outgoing.once('error', reject)
    outgoing.once('response', (incoming) => {
      answer = incoming
      clearTimeout(patience)
      resolve({
        status: incoming.statusCode ?? 0,
        headers: flatten(incoming.headers),
        body: incoming,
        discard: () => void incoming.destroy(),
      })
    })
    if (isStreamed(request.body)) stream(request.body, outgoing).catch((error: Error) => outgoing.destroy(error))
    else outgoing.end(request.body)
  })
}

/** What Node's own `signal` option does, without the machinery of streams that it loads for it. */
function breakOff(outgoing: Http.ClientRequest, signal: AbortSignal): void {
  const stop = () => void outgoing.destroy(signal.reason)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  outgoing.once('close', () => signal.removeEventListener('abort', stop))
}

async function stream(body: StreamedBody, outgoing: Http.ClientRequest): Promise<void> {
  const { pipeline } = await import('node:stream/promises')
  await pipeline(body.chunks(), outgoing)
}

function sizeOf(body: HttpRequest['body']): number {
  return isStreamed(body) ? body.sizeBytes : Buffer.byteLength(body ?? '')
}

function flatten(headers: Http.IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value = '']): [string, string] => {
    return [name, Array.isArray(value) ? value.join(', ') : value]
  })
  return Object.fromEntries(entries)
}

export function isStreamed(body: HttpRequest['body']): body is StreamedBody {
  return typeof body === 'object' && 'chunks' in body
}
