import { describe, expect, it } from 'vitest'
import { simulateYear } from '../../../support/simulated-year.ts'

/** As many as fit; `SEEDS=200 npx vitest run test/unit/store/sync/simulated-year.test.ts` simulates 200. */
const SEEDS = Number(process.env.SEEDS ?? 3)

describe('A simulated year', () => {
  it.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))('ends equal to the truth (seed %i)', async (seed) => {
    expect((await simulateYear(seed)).differences).toEqual([])
  })
})
