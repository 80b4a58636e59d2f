import type * as Http from 'node:http'
import type * as Https from 'node:https'
import { isLoopback } from '../lib/loopback.ts'
import { onAbort } from '../lib/on-abort.ts'
import type { HttpRequest, HttpResponse, HttpTransport, StreamedBody } from '../platform/http.ts'
import type { Context } from '../platform/ports.ts'
import type { ConnectionOptions } from './tunnel.ts'

const MAX_HEADER_BYTES = 65_536

/**
 * The network over node:http(s), with keep-alive. Not `fetch`, which refuses a body on GET (quirk 13) and costs 25 ms at
 * start. TLS and the proxy are loaded when first needed.
 *
 * @param env has HTTPS_PROXY and NO_PROXY
 */
export function httpTransport(env: Context['env']): HttpTransport {
  const clients = new Map<string, Promise<Client>>()
  return async (request, signal) => {
    const url = new URL(request.url)
    const client = clients.get(url.origin) ?? openClient(url, env)
    clients.set(url.origin, client)
    return await exchange(await client, url, request, signal)
  }
}

interface Client {
  readonly module: typeof Http | typeof Https
  readonly agent: Http.Agent
}

async function openClient(url: URL, env: Context['env']): Promise<Client> {
  const module = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  return { module, agent: (await proxyAgent(url, env)) ?? new module.Agent({ keepAlive: true }) }
}

/** The agent for a proxy. Loopback addresses never use one: they would mean the proxy's machine. */
async function proxyAgent(url: URL, env: Context['env']): Promise<Http.Agent | undefined> {
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
    const options: ConnectionOptions = {
      method: request.method,
      headers: { ...request.headers, 'content-length': sizeOf(request.body) },
      agent,
      abortSignal: signal,
      timeout: request.timeoutMs,
      maxHeaderSize: MAX_HEADER_BYTES,
      // Said, since NODE_TLS_REJECT_UNAUTHORIZED=0 would let anybody be Gong.
      rejectUnauthorized: true,
    }
    const outgoing = module.request(url, options)
    destroyOnAbort(outgoing, signal)
    // After the headers the response is destroyed instead of the request, so that its reader gets the error.
    let response: Http.IncomingMessage | undefined
    const onTimeout = () => {
      const error = Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })
      return response === undefined ? outgoing.destroy(error) : response.destroy(error)
    }
    outgoing.once('timeout', onTimeout)
    // Headers that drip byte by byte never trip the idle timeout, so all of them together get one.
    let headersTimer: NodeJS.Timeout | undefined
    outgoing.once('finish', () => {
      if (request.timeoutMs > 0 && response === undefined) headersTimer = setTimeout(onTimeout, request.timeoutMs)
    })
    outgoing.once('close', () => clearTimeout(headersTimer))
    outgoing.once('error', reject)
    outgoing.once('response', (incoming) => {
      response = incoming
      clearTimeout(headersTimer)
      resolve({
        status: incoming.statusCode ?? 0,
        headers: flatten(incoming.headers),
        body: incoming,
        discard: () => void incoming.destroy(),
      })
    })
    if (isStreamed(request.body)) sendBody(request.body, outgoing).catch((error: Error) => outgoing.destroy(error))
    else outgoing.end(request.body)
  })
}

/** Like Node's `signal` option, which would load the streams module at start. */
function destroyOnAbort(outgoing: Http.ClientRequest, signal: AbortSignal): void {
  const stop = () => void outgoing.destroy(signal.reason)
  outgoing.once('close', onAbort(signal, stop))
}

async function sendBody(body: StreamedBody, outgoing: Http.ClientRequest): Promise<void> {
  const { pipeline } = await import('node:stream/promises')
  const chunks = async function* () {
    try {
      yield* body.chunks()
    } catch (error) {
      // Before the pipeline aborts the request, which would look like a connection that broke.
      outgoing.destroy(error instanceof Error ? error : undefined)
      throw error
    }
  }
  await pipeline(chunks, outgoing)
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
