import { Failure } from '../lib/errors.ts'
import { networkReason } from '../platform/network-error.ts'

/** The failure of a request without a complete response. @param code Node's code of the error */
export function unreachable(
  error: unknown,
  code: string,
  { baseUrl, timeoutMs }: { readonly baseUrl: string; readonly timeoutMs: number },
): Failure {
  const { reason, hint = 'gong profiles show' } = networkReason(error, code, timeoutMs)
  return new Failure('unreachable', `${baseUrl} gave no whole answer: ${reason}`, { hint, cause: error })
}
