import type { Json } from '../lib/rows.ts'

/** An average that grows value by value: the sum of each value times its weight, and after it the sum of the weights. */
export type WeightedMean = Float64Array

/** One that nothing has counted in. Two of them are never averaged: what they are made of is added to one. */
export function weightedMean(): WeightedMean {
  return new Float64Array(2)
}

/**
 * Adds a value. What is no finite number, or weighs nothing, does not count.
 *
 * @param at where the average stands, among several in one array
 */
export function addValue(mean: WeightedMean, value: Json | undefined, weight = 1, at = 0): void {
  if (typeof value !== 'number' || !Number.isFinite(value) || !(weight > 0)) return
  mean[at] = (mean[at] ?? 0) + value * weight
  mean[at + 1] = (mean[at + 1] ?? 0) + weight
}

/** The average so far, rounded; null while nothing has counted. @param at as in `addValue` */
export function averageOf(mean: WeightedMean, at = 0): number | null {
  return ratioOf(mean[at] ?? 0, mean[at + 1] ?? 0)
}

/** A ratio, rounded; null where there is nothing to divide by. */
export function ratioOf(part: number, whole: number): number | null {
  return whole === 0 ? null : roundedTo(part / whole)
}

/** A number with three digits after the point at most. */
export function roundedTo(value: number): number {
  return Math.round(value * 1000) / 1000
}
