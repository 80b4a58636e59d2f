import { Failure } from '../lib/errors.ts'
import type { Call } from './request.ts'

/** Whether Gong no longer takes the credential; a missing scope is also told by 401 (field notes, "Sign-in"). */
export function isRefused({ status, scope }: Failure): boolean {
  return status === 401 && scope === undefined
}

/** Whether a request may follow one that was refused. What erases or spends is never sent twice, whatever the answer was. */
export function mayFollow({ effect }: Call): boolean {
  return effect === 'read' || effect === 'write'
}

/** The failure of a request that was refused and is not sent again, although the next one would be taken. */
export function notAgain({ kind, message, requestId, status }: Failure): Failure {
  return new Failure(kind, message, {
    hint: 'the login is renewed by now, and nothing was done: run this again',
    requestId,
    status,
  })
}
