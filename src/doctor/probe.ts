import type { ReadClient, ReadOperation } from '../api/client.ts'
import { type ArgumentValues, toRequest } from '../api/request.ts'
import { Failure } from '../lib/errors.ts'
import type { Row } from '../lib/rows.ts'

/** A cheap read that shows whether a key has the scope of its operation. */
export interface Probe {
  readonly operation: ReadOperation & { readonly scope: string }
  readonly given: ArgumentValues
}

/** Gong's answer to a probe, or its refusal. */
export interface ProbeResult {
  readonly scope: string
  readonly body?: Row
  readonly refusal?: Failure
}

/** Sends one request. @throws Failure when that shows nothing about the key: no answer, a limit, a locked profile */
export async function runProbe(gong: ReadClient, { operation, given }: Probe): Promise<ProbeResult> {
  const { scope } = operation
  try {
    return { scope, body: (await gong.exchange(toRequest(operation, given))).body }
  } catch (error) {
    if (error instanceof Failure && isAboutKey(error)) return { scope, refusal: error }
    throw error
  }
}

/** Whether Gong itself refused this request; a 404 that is not in Gong's form comes from a wrong address. */
function isAboutKey({ kind, status }: Failure): boolean {
  return status !== undefined && (kind === 'auth' || (kind === 'rejected' && status !== 404))
}

/** Whether a key is valid: Gong answered, or named the scope that it lacks, which it does only for a key that it knows. */
export function isKeyAccepted({ body, refusal }: ProbeResult): boolean {
  return body !== undefined || refusal?.scope !== undefined
}
