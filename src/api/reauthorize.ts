import { Failure } from '../lib/errors.ts'
import type { ApiRequest } from './request.ts'

/** Whether Gong no longer accepts the credential. A missing scope is a 401 as well (field notes, "Sign-in"). */
export function isCredentialRefused({ status, scope }: Failure): boolean {
  return status === 401 && scope === undefined
}

/** Whether a request that was refused may be sent again. What erases or spends never is, whatever the answer was. */
export function canResend({ effect }: ApiRequest): boolean {
  return effect === 'read' || effect === 'write'
}

/** The failure of a request that was refused and is not sent again, although the credential is valid by now. */
export function notResent({ kind, message, requestId, status }: Failure): Failure {
  return new Failure(kind, message, {
    hint: 'the login is renewed by now, and nothing was done: run this again',
    requestId,
    status,
  })
}
