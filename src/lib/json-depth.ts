import { Failure } from './errors.ts'
import type { Json } from './rows.ts'

/** Levels; what is nested deeper is a mistake or an attack, and ends whatever walks it. */
export const MAX_DEPTH = 100

/** @param source what the value was read from, for the message @throws Failure `usage` for one that is nested too deep */
export function checkDepth(source: string, value: Json): void {
  if (isDeeper(value, MAX_DEPTH)) throw tooDeep(source)
}

/** The failure of a text that is nested too deep. */
export function tooDeep(source: string, cause?: unknown): Failure {
  return new Failure('usage', `${source} is nested deeper than ${MAX_DEPTH} levels`, { cause })
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1))
}
