import { describe, expect, it } from 'vitest'
import { simulateYear } from '../../../support/simulated-year.ts'

const SEEDS = Number(process.env.SEEDS ?? 3)

describe('A simulated year', () => {
  it.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))('ends equal to the truth (seed %i)', async (seed) => {
    expect((await simulateYear(seed)).differences).toEqual([])
  })
})
