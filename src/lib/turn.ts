/** Items of a long list between two turns. */
const ITEMS = 500

/**
 * Lets others have their turn within a long loop, for all but every 500th item at once: signals are heard, and Node frees what
 * hashes and ciphers take outside of the heap, which it does only between turns.
 *
 * @param index of the item that is next
 */
export async function turn(index: number): Promise<void> {
  if (index % ITEMS === ITEMS - 1) await new Promise((resolve) => setImmediate(resolve))
}
