import { Failure } from '../lib/errors.ts'

/**
 * A copy of the failure without secrets. A server may echo what it was sent, and its message goes into logs, rows and receipts.
 *
 * @param redact takes what is secret out of a text
 */
export function redactFailure(failure: Failure, redact: (text: string) => string): Failure {
  const { kind, hint, requestId, scope, status, cause } = failure
  const about = { hint, requestId: requestId && redact(requestId), scope: scope && redact(scope), status, cause }
  return new Failure(kind, redact(failure.message), about)
}
