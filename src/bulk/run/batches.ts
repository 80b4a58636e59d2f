/** Requests, each with the indexes of its lines. */
export interface Batches {
  readonly count: number
  [Symbol.iterator](): Iterator<readonly number[]>
}

/**
 * Cuts lines into requests: those of a group together, so many at most, in the order of their first lines.
 *
 * @param indexes of the lines
 */
export function batchesOf(indexes: Uint32Array, max: number, groupOf: (index: number) => string): Batches {
  // Lists of one line each would fill the memory: they are made when it is their turn.
  if (max === 1) return { count: indexes.length, [Symbol.iterator]: () => alone(indexes) }
  const batches: number[][] = []
  const open = new Map<string, number[]>()
  for (const index of indexes) {
    const group = groupOf(index)
    const batch = open.get(group)
    if (batch !== undefined && batch.length < max) batch.push(index)
    else {
      const next = [index]
      open.set(group, next)
      batches.push(next)
    }
  }
  return { count: batches.length, [Symbol.iterator]: () => batches[Symbol.iterator]() }
}

function* alone(indexes: Uint32Array): Generator<readonly number[], undefined> {
  for (const index of indexes) yield [index]
  return undefined
}
