import { onAbort } from '../../lib/on-abort.ts'
import type { HttpRequest, HttpResponse, HttpTransport } from '../http.ts'

/**
 * The network over `fetch`, which is inside Bun: its `node:http` stands on it, and takes a third of a call to load. What
 * `fetch` cannot do goes over `node:http`, as under Node: a proxy by our rules, a body on GET (quirk 13), a streamed body.
 *
 * @param env where it names any proxy, `fetch` would follow rules of its own
 * @param loadHttp loads the network over `node:http`
 */
export function fetchTransport(env: NodeJS.ProcessEnv, loadHttp: () => Promise<HttpTransport>): HttpTransport {
  const isProxied = Object.keys(env).some((name) => /^(https?|all)_proxy$/i.test(name) && env[name] !== '')
  return async (request, signal) => {
    const { method, body } = request
    if (isProxied || typeof body === 'object' || (method === 'GET' && body !== undefined))
      return await (await loadHttp())(request, signal)
    return await exchange({ ...request, body }, signal)
  }
}

interface PlainRequest extends HttpRequest {
  readonly body: string | undefined
}

async function exchange(request: PlainRequest, signal: AbortSignal): Promise<HttpResponse> {
  const idle = idleTimeout(request.timeoutMs, signal)
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body ?? null,
      redirect: 'manual',
      signal: idle.signal,
      // A limit of its own, of five minutes.
      timeout: false,
      // Else it asks for compressed answers.
      decompress: false,
      // Said, since NODE_TLS_REJECT_UNAUTHORIZED=0 would let anybody be Gong.
      tls: { rejectUnauthorized: true },
    })
    const headers = Object.fromEntries(response.headers)
    return { status: response.status, headers, body: chunksOf(response, idle), discard: idle.abort }
  } catch (error) {
    idle.abort()
    throw error
  }
}

async function* chunksOf({ body }: Response, idle: IdleTimeout): AsyncIterable<Uint8Array> {
  const reader = body?.getReader()
  try {
    for (;;) {
      idle.restart()
      const { done = true, value } = (await reader?.read()) ?? {}
      if (done || value === undefined) break
      yield value
    }
  } finally {
    idle.abort()
  }
}

interface IdleTimeout {
  /** Aborted with the run, and when nothing has come for too long. */
  readonly signal: AbortSignal
  restart(): void
  /** Ends it, and whatever of the answer has not come. */
  readonly abort: () => void
}

/** @param timeoutMs 0 for none */
function idleTimeout(timeoutMs: number, run: AbortSignal): IdleTimeout {
  const controller = new AbortController()
  const expire = () => controller.abort(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }))
  let timer: NodeJS.Timeout | undefined
  const restart = () => {
    clearTimeout(timer)
    if (timeoutMs > 0) timer = setTimeout(expire, timeoutMs)
  }
  restart()
  const forget = onAbort(run, () => controller.abort(run.reason))
  const abort = () => {
    clearTimeout(timer)
    forget()
    controller.abort()
  }
  return { signal: controller.signal, restart, abort }
}
