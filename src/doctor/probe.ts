import type { Gong } from '../api/client.ts'
import { type Given, toCall } from '../api/request.ts'
import type { Operation } from '../catalogue/operation.ts'
import { Failure } from '../lib/errors.ts'
import type { Row } from '../lib/rows.ts'

/** A cheap read that tells whether a key has the scope of its operation. */
export interface Probe {
  readonly operation: Operation & { readonly scope: string }
  readonly given: Given
}

/** What Gong said to a probe: its answer, or why it gave none. */
export interface Told {
  readonly scope: string
  readonly body?: Row
  readonly refused?: Failure
}

/** Asks once. @throws Failure when nothing was learned about the key: no answer, a limit, a seal that does not open */
export async function ask(gong: Gong, { operation, given }: Probe): Promise<Told> {
  const { scope } = operation
  try {
    return { scope, body: (await gong.exchange(toCall(operation, given))).body }
  } catch (error) {
    if (error instanceof Failure && saysOfKey(error)) return { scope, refused: error }
    throw error
  }
}

/** Whether it was Gong that refused this one request; a 404 that is not in its form comes from a wrong address. */
function saysOfKey({ kind, status }: Failure): boolean {
  return status !== undefined && (kind === 'auth' || (kind === 'rejected' && status !== 404))
}

/** Whether a key works: an answer, or a scope that it lacks, which Gong tells only those whom it knows. */
export function isKnown({ body, refused }: Told): boolean {
  return body !== undefined || refused?.scope !== undefined
}
