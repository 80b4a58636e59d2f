import { vi } from 'vitest'

/** So many lines go in one request, at most, in tests of how a change is gone on with: each moment is one of a small table. */
const MAX_LINES = 3

vi.mock(import('../../src/bulk/run/batches.ts'), async (original) => {
  const { batchesOf } = await original()
  return { batchesOf: (indexes, max, groupOf) => batchesOf(indexes, Math.min(max, MAX_LINES), groupOf) }
})
