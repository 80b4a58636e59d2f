import { Failure } from '../lib/errors.ts'
import { counted } from '../lib/spelling.ts'
import type { HttpTransport } from '../platform/http.ts'

/** What one conversation with a client may spend, and what is kept of it. */
export interface Session {
  /** A random text that no other session has. */
  readonly id: string
  /** Requests that were sent for all calls together. */
  readonly requests: number
  /** The same network, which counts requests and refuses those over --max-requests. */
  counting(network: HttpTransport): HttpTransport
  /** Takes out of a text what --redact names. Whatever leaves goes through this once more in the server. */
  redact(text: string): string
  /** Keeps what did not fit into an answer. @returns the handle to ask for it with */
  keepRest(rest: unknown): string
  /** What was kept under a handle of this session; `undefined` where there is nothing, or no longer. */
  restOf(handle: string): unknown
}

export interface SessionOptions {
  /** Of all calls together. */
  readonly maxRequests: number
  /** Takes out what must not leave. */
  readonly redact: (text: string) => string
  /** A random text, new each time. */
  readonly token: () => string
}

/** How many rests of answers are kept; the oldest goes first. */
const MOST_RESTS = 40

/** Begins a session. */
export function openSession({ maxRequests, redact, token }: SessionOptions): Session {
  const rests = new Map<string, unknown>()
  let requests = 0
  return {
    id: token(),
    get requests() {
      return requests
    },
    counting: (network) => async (request, signal) => {
      if (requests >= maxRequests) throw spent(maxRequests)
      requests += 1
      return await network(request, signal)
    },
    redact,
    keepRest(rest) {
      const handle = token()
      rests.set(handle, rest)
      const [oldest] = rests.keys()
      if (rests.size > MOST_RESTS && oldest !== undefined) rests.delete(oldest)
      return handle
    },
    restOf: (handle) => rests.get(handle),
  }
}

function spent(maxRequests: number): Failure {
  return new Failure('limited', `this session may send ${counted(maxRequests, 'request')}, and they are spent`, {
    hint: 'the person who started gong mcp can raise --max-requests; what was answered before still holds',
  })
}
