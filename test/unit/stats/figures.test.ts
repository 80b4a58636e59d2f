import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAfter } from '../../../src/lib/calendar-period.ts'
import { cutPeriods, PER, periodIndex } from '../../../src/stats/cut-periods.ts'
import { peopleOf, teamOf } from '../../../src/stats/people.ts'
import { addValue, averageOf, weightedMean } from '../../../src/stats/weighted-mean.ts'

const value = fc.double({ min: -1000, max: 1000, noNaN: true })
const weighted = fc.array(fc.tuple(value, fc.integer({ min: 1, max: 5000 })), { minLength: 1, maxLength: 30 })

function meanOf(parts: readonly (readonly [number, number])[]): number {
  const mean = weightedMean()
  for (const [one, weight] of parts) addValue(mean, one, weight)
  return averageOf(mean) ?? Number.NaN
}

describe('a weighted average', () => {
  it('lies between the lowest and the highest value', () => {
    fc.assert(
      fc.property(weighted, (parts) => {
        const values = parts.map(([one]) => one)
        expect(meanOf(parts)).toBeGreaterThanOrEqual(Math.min(...values) - 0.001)
        expect(meanOf(parts)).toBeLessThanOrEqual(Math.max(...values) + 0.001)
      }),
    )
  })

  it('does not depend on the order, or on a value coming as many lighter ones', () => {
    fc.assert(
      fc.property(weighted, (parts) => {
        const halves = parts.flatMap(([one, weight]) => [[one, weight / 2] as const, [one, weight / 2] as const])
        expect(meanOf(halves.toReversed())).toBeCloseTo(meanOf(parts), 2)
      }),
    )
  })

  it('of two parts together is not the average of their averages', () => {
    expect(
      meanOf([
        [0.2, 3600],
        [0.8, 400],
      ]),
    ).toBe(0.26)
  })

  it('is null without a value, and knows none in null, NaN or a weight of nothing', () => {
    const mean = weightedMean()
    addValue(mean, null)
    addValue(mean, undefined)
    addValue(mean, Number.NaN)
    addValue(mean, '7')
    addValue(mean, 5, 0)
    expect(averageOf(mean)).toBeNull()
  })
})

const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => new Date(Date.UTC(1990, 0, 1) + days * 86_400_000).toISOString().slice(0, 10))
const range = fc.tuple(day, day).filter(([a, b]) => a < b && Date.parse(b) - Date.parse(a) < 4e10)

describe('periods', () => {
  it('cover the range without a gap, and each day is in the one that it is in', () => {
    fc.assert(
      fc.property(range, fc.constantFrom(...PER), ([from, to], per) => {
        const periods = cutPeriods({ from, to }, per)
        expect([periods[0]?.from, periods.at(-1)?.to]).toEqual([from, to])
        for (const [at, period] of periods.entries()) {
          if (at > 0) expect(period.from).toBe(periods[at - 1]?.to)
          expect(periodIndex(periods, period.from)).toBe(at)
        }
        expect(periodIndex(periods, to)).toBeUndefined()
      }),
    )
  })

  it.each([
    ['week', '2026-12-28', '2027-01-05', ['2026-12-28', '2027-01-04']],
    ['week', '2026-05-02', '2026-05-12', ['2026-05-02', '2026-05-04', '2026-05-11']],
    ['month', '2026-01-31', '2026-03-02', ['2026-01-31', '2026-02-01', '2026-03-01']],
    ['quarter', '2026-02-01', '2026-08-01', ['2026-02-01', '2026-04-01', '2026-07-01']],
    ['day', '2026-03-28', '2026-03-30', ['2026-03-28', '2026-03-29']],
  ] as const)('by %s from %s to %s begin where the calendar says', (per, from, to, starts) => {
    expect(cutPeriods({ from, to }, per).map((period) => period.from)).toEqual(starts)
  })

  it('go on after the last day of a year', () => {
    expect(dayAfter('2026-12-31')).toBe('2027-01-01')
  })
})

describe('a team', () => {
  const user = (id: string, managerId: string | null) => ({ id, managerId, emailAddress: `${id}@a.example` })

  it('is everybody below, directly or not, and the manager', () => {
    const people = peopleOf([user('1', null), user('2', '1'), user('3', '2'), user('4', null)])
    expect([...(teamOf(people, '1') ?? [])].sort()).toEqual(['1', '2', '3'])
  })

  it('ends where managers go round in a circle, and nobody is their own', () => {
    const people = peopleOf([user('1', '3'), user('2', '1'), user('3', '2'), user('4', '4')])
    expect([...(teamOf(people, '2') ?? [])].sort()).toEqual(['1', '2', '3'])
    expect(teamOf(people, '4')).toBeUndefined()
  })
})
