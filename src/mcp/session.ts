import type { HttpTransport } from '../platform/http.ts'
import type { AuditLog } from './audit.ts'
import type { RequestBudget } from './request-budget.ts'

/** What one conversation with a client may spend, and what is kept of it. */
export interface Session {
  /** A random text that no other session has. */
  readonly id: string
  /** The same network, which counts requests and refuses those over --max-requests. @param onRequest called for each */
  counting(network: HttpTransport, onRequest?: () => void): HttpTransport
  /** Takes out of a text what --redact names. Whatever leaves goes through this once more in the server. */
  redact(text: string): string
  /** Keeps what did not fit into an answer. @returns the handle to ask for it with */
  keepRest(rest: unknown): string
  /** What was kept under a handle of this session; `undefined` where there is nothing, or no longer. */
  restOf(handle: string): unknown
  readonly audit: AuditLog
}

export interface SessionOptions {
  readonly budget: RequestBudget
  /** Takes out what must not leave. */
  readonly redact: (text: string) => string
  /** A random text, new each time. */
  readonly token: () => string
  readonly audit: AuditLog
}

/** How many rests of answers are kept; the oldest goes first. */
const MOST_RESTS = 40

/** Begins a session. */
export function openSession({ budget, redact, token, audit }: SessionOptions): Session {
  const rests = new Map<string, unknown>()
  return {
    id: token(),
    counting: (network, onRequest) => async (request, signal) => {
      budget.spend()
      onRequest?.()
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
    audit,
  }
}
