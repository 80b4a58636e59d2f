import { formatCount, nearest } from '../lib/spelling.ts'
import { quoteInput } from './quote-input.ts'
import type { JsonSchema } from './tool.ts'

/** Characters of a text whose schema does not say: an address that is signed takes some thousand. */
const MOST_CHARACTERS = 4000
/** Items of a list whose schema does not say. */
const MOST_ITEMS = 1000

/**
 * What is wrong with an input, as a sentence that names the field; `undefined` for one that fits. Checked here and not by a
 * general validator, so that a model is told which word was meant.
 */
export function inputProblem(schema: JsonSchema, input: unknown, at = 'the input'): string | undefined {
  const type = schema.type
  if (type !== undefined && !isOf(type, input)) return `${at} is not ${NOUNS[type]}`
  if (isObject(input)) return objectProblem(schema, input, at)
  if (Array.isArray(input)) return listProblem(schema, input, at)
  return valueProblemOf(schema, input, at)
}

const NOUNS = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
} as const

function isOf(type: keyof typeof NOUNS, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  if (type === 'integer') return Number.isSafeInteger(value)
  return typeof value === type && (type !== 'number' || Number.isFinite(value))
}

export function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

type Values = { readonly [name: string]: unknown }

function objectProblem({ properties, required = [], additionalProperties }: JsonSchema, input: Values, at: string) {
  for (const [name, value] of Object.entries(input)) {
    const known = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined
    if (known === undefined && additionalProperties === false) return unknownField(name, Object.keys(properties ?? {}))
    const problem =
      known === undefined ? undefined : inputProblem(known, value, at === 'the input' ? name : `${at}.${name}`)
    if (problem !== undefined) return problem
  }
  const missing = required.find((name) => !Object.hasOwn(input, name) || input[name] === undefined)
  return missing === undefined ? undefined : `${missing} is missing`
}

function unknownField(name: string, names: readonly string[]): string {
  const near = nearest(name, names)
  const instead = near === undefined ? `the fields are ${names.join(', ') || 'none'}` : `did you mean ${near}?`
  return `there is no field ${quoteInput(name)}; ${instead}`
}

/** An empty list or text would stand for no condition at all. */
function listProblem({ items, maxItems = MOST_ITEMS }: JsonSchema, list: readonly unknown[], at: string) {
  if (list.length === 0) return `${at} is empty`
  if (list.length > maxItems) return `${at} has more than ${formatCount(maxItems)} items`
  for (const [index, one] of list.entries()) {
    const problem = items === undefined ? undefined : inputProblem(items, one, `${at}[${index}]`)
    if (problem !== undefined) return problem
  }
  return undefined
}

function valueProblemOf(schema: JsonSchema, value: unknown, at: string): string | undefined {
  if (typeof value === 'string') {
    if (value.trim() === '') return `${at} is empty`
    const { maxLength = MOST_CHARACTERS } = schema
    if (value.length > maxLength) return `${at} has more than ${formatCount(maxLength)} characters`
    if (schema.enum !== undefined && !schema.enum.includes(value)) return `${at} is none of ${schema.enum.join(', ')}`
    if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value))
      return `${at} does not match ${schema.pattern}`
  }
  if (typeof value === 'number') {
    if (schema.minimum !== undefined && value < schema.minimum) return `${at} is below ${schema.minimum}`
    if (schema.maximum !== undefined && value > schema.maximum) return `${at} is above ${schema.maximum}`
  }
  return undefined
}
