import type { Json } from '../lib/rows.ts'

/** An average that grows value by value: the sum of each value times its weight, over the sum of the weights. */
export interface WeightedMean {
  /** A value that is no finite number, or weighs nothing, does not count. */
  add(value: Json | undefined, weight?: number): void
  /** The average so far, rounded; null while nothing has counted. */
  value(): number | null
}

/** Makes one. Two of them are never averaged: what they are made of is added to one. */
export function weightedMean(): WeightedMean {
  let sum = 0
  let total = 0
  return {
    add(value, weight = 1) {
      if (typeof value !== 'number' || !Number.isFinite(value) || !(weight > 0)) return
      sum += value * weight
      total += weight
    },
    value: () => ratioOf(sum, total),
  }
}

/** A ratio, rounded; null where there is nothing to divide by. */
export function ratioOf(part: number, whole: number): number | null {
  return whole === 0 ? null : roundedTo(part / whole)
}

/** A number with three digits after the point at most. */
export function roundedTo(value: number): number {
  return Math.round(value * 1000) / 1000
}
