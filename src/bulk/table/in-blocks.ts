/** Of lines that are handed on at once. */
const BLOCK_LINES = 200

/** The same, some at once: a step for each of a million lines would take longer than what is done with it. */
export async function* inBlocks<T>(items: AsyncIterable<T>): AsyncIterable<readonly T[]> {
  let block: T[] = []
  for await (const item of items) {
    block.push(item)
    if (block.length < BLOCK_LINES) continue
    yield block
    block = []
  }
  if (block.length > 0) yield block
}
