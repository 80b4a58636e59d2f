/**
 * Cuts lines into requests: those of a group together, so many at most, in the order of their first lines.
 *
 * @param indexes of the lines
 */
export function batchesOf(
  indexes: readonly number[],
  max: number,
  groupOf: (index: number) => string,
): readonly (readonly number[])[] {
  const batches: number[][] = []
  const open = new Map<string, number[]>()
  for (const index of indexes) {
    const group = groupOf(index)
    let batch = open.get(group)
    if (batch === undefined || batch.length >= max) {
      batch = []
      open.set(group, batch)
      batches.push(batch)
    }
    batch.push(index)
  }
  return batches
}
