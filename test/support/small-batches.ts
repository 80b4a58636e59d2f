import { afterAll, beforeAll, vi } from 'vitest'

/** So many lines go in one request, at most, in tests of how a change is gone on with: each moment is one of a small table. */
const MAX_LINES = 3

/** Test files share what is loaded: a later one must not find small batches. */
const small = vi.hoisted(() => ({ isOn: false }))

beforeAll(() => {
  small.isOn = true
})

afterAll(() => {
  small.isOn = false
})

vi.mock(import('../../src/bulk/run/batches.ts'), async (original) => {
  const { batchesOf } = await original()
  return {
    batchesOf: (indexes, max, groupOf) => batchesOf(indexes, small.isOn ? Math.min(max, MAX_LINES) : max, groupOf),
  }
})
