import type { Json } from '../../../src/lib/rows.ts'
import type { Tools } from '../tools.ts'

/** A question whose answer is known, and a way to it by tools alone. */
export interface GoldenQuestion {
  readonly ask: string
  readonly expected: Json
  readonly solve: (tools: Tools) => Promise<Json>
}

/** Whether an answer is right; figures may be rounded. */
export function isRight(expected: Json, found: Json): boolean {
  if (typeof expected === 'number' && typeof found === 'number')
    return Math.abs(expected - found) <= 0.001 * Math.max(1, Math.abs(expected))
  return JSON.stringify(expected) === JSON.stringify(found)
}
