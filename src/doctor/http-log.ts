import type { Send } from '../api/transport.ts'
import type { Clock } from '../platform/ports.ts'

/** What was heard on the wire. */
export interface Heard {
  requests: number
  /** Milliseconds until the first answer began, connecting included. */
  first?: number
  /** Milliseconds that this machine's clock is ahead of the server's, as the last answer has it (to the second). */
  ahead?: number
}

/** Listens to what is sent. @returns the sender to send through, and what was heard so far */
export function ear(send: Send, clock: Clock): { readonly send: Send; readonly heard: Heard } {
  const heard: Heard = { requests: 0 }
  return {
    heard,
    async send(request, signal) {
      const start = clock.now()
      heard.requests += 1
      const answer = await send(request, signal)
      const now = clock.now()
      heard.first ??= now - start
      const theirs = Date.parse(answer.headers.date ?? '')
      if (!Number.isNaN(theirs)) heard.ahead = now - theirs
      return answer
    },
  }
}
