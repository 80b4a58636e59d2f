import type { Gong } from '../api/client.ts'
import { Failure } from '../lib/errors.ts'
import { rowsIn } from '../lib/rows.ts'
import { type Appearance, appearances } from './calls.ts'
import type { Found } from './find.ts'

/** The calls of a lookup, and why some of them are known by their id alone. */
export interface Seen {
  readonly calls: readonly Appearance[]
  /** A sentence without its full stop; absent where the context is whole. */
  readonly lacking?: string
}

/**
 * The calls that a lookup found, with as much of their context as the key may see: what was found is shown in any case.
 *
 * @throws Failure for anything but a key that may not read calls
 */
export async function inContext(gong: Gong, found: Found): Promise<Seen> {
  try {
    const calls = await appearances(gong, found)
    const unknown = calls.filter((call) => !isKnown(call)).length
    return unknown === 0 ? { calls } : { calls, lacking: `${unknown} of ${calls.length} calls ${GONE}` }
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'auth') throw error
    const calls = rowsIn(found.held.calls).map(({ id }) => ({
      id: typeof id === 'string' ? id : '',
      others: [],
      speakers: [],
    }))
    return { calls, lacking: `calls are shown without their context: ${error.message}` }
  }
}

const GONE = 'are shown without their context: Gong tells no more about them than their id'

/** Whether Gong told more than that there is such a call. */
export function isKnown({ id: _id, others, speakers: _speakers, ...facts }: Appearance): boolean {
  return others.length > 0 || Object.keys(facts).length > 0
}
