import { Failure } from '../lib/errors.ts'

/**
 * The failure without secrets: whoever answers may repeat what was sent to it, and what it says goes into logs, rows and
 * receipts.
 *
 * @param redact takes what is secret out of a text
 */
export function withoutSecrets(failure: Failure, redact: (text: string) => string): Failure {
  const { kind, hint, requestId, scope, status, cause } = failure
  const about = { hint, requestId: requestId && redact(requestId), scope: scope && redact(scope), status, cause }
  return new Failure(kind, redact(failure.message), about)
}
