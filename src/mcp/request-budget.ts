import { Failure } from '../lib/errors.ts'
import { counted } from '../lib/spelling.ts'

/** The requests of all calls together. */
export interface RequestBudget {
  /** Takes one. @throws Failure `limited` where none is left */
  spend(): void
}

/** @param maxRequests that may be sent before the server is started again */
export function requestBudget(maxRequests: number): RequestBudget {
  let left = maxRequests
  return {
    spend() {
      if (left <= 0) throw spent(maxRequests)
      left -= 1
    },
  }
}

function spent(maxRequests: number): Failure {
  const message =
    maxRequests === 0
      ? 'this server may send no request (--max-requests 0)'
      : `the ${counted(maxRequests, 'request')} of this server are spent (--max-requests)`
  return new Failure('limited', message, {
    hint: 'whoever started gong mcp can give it more; what was answered before still holds',
  })
}
