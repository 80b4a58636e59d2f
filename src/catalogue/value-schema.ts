import type { Json } from '../lib/rows.ts'

/** The subset of JSON Schema that the catalogue uses. */
export interface ValueSchema {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object'
  readonly pattern?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
}

/** Whether a value is as the schema of its field says. */
export function fits(schema: ValueSchema, value: Json): boolean {
  switch (schema.type) {
    case 'string':
      return (
        typeof value === 'string' &&
        (schema.enum === undefined || schema.enum.includes(value)) &&
        (schema.pattern === undefined || patternOf(schema.pattern).test(value)) &&
        value.length <= (schema.maxLength ?? Number.POSITIVE_INFINITY) &&
        (schema.format?.startsWith('date') !== true || isRealDate(value))
      )
    case 'integer':
    case 'number':
      return (
        typeof value === 'number' &&
        (schema.type === 'number' || Number.isSafeInteger(value)) &&
        value >= (schema.minimum ?? Number.NEGATIVE_INFINITY) &&
        value <= (schema.maximum ?? Number.POSITIVE_INFINITY)
      )
    case 'boolean':
      return typeof value === 'boolean'
    default:
      return true
  }
}

const PATTERNS = new Map<string, RegExp>()

/** Compiled once: a file has many values of a kind. */
function patternOf(source: string): RegExp {
  const pattern = PATTERNS.get(source) ?? new RegExp(source, 'u')
  PATTERNS.set(source, pattern)
  return pattern
}

/** Whether a day exists: `Date` turns 31 April into 1 May. */
function isRealDate(text: string): boolean {
  return !Number.isNaN(Date.parse(text)) && new Date(text.slice(0, 10)).getUTCDate() === Number(text.slice(8, 10))
}
