import { describe, expect, it } from 'vitest'
import { openInDuckDb } from '../../../support/duckdb-year.ts'
import { simulateYear } from '../../../support/simulated-year.ts'

/**
 * As many as fit; `SEEDS=200 npx vitest run test/commands/store/sync/simulated-year.test.ts` simulates 200. With `STORE=duckdb` the
 * copy is a file of DuckDB, and a year takes minutes: `--testTimeout 900000` gives them.
 */
const SEEDS = Number(process.env.SEEDS ?? 2)
const open = process.env.STORE === 'duckdb' ? openInDuckDb : undefined

describe('A simulated year', () => {
  it.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))('ends equal to the truth (seed %i)', async (seed) => {
    expect((await simulateYear(seed, open)).differences).toEqual([])
  })
})
