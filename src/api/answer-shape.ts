import type { AnswerShape } from '../catalogue/operation.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'

/**
 * Checks the body of a 2xx: it must report no errors and have the shape in the catalogue, or it would pass for an empty list
 * or a completed change.
 *
 * @param answer the shape; absent for a request that the catalogue does not know
 * @returns what is wrong, as the predicate of "the answer"; `undefined` when nothing is
 */
export function shapeProblem(answer: AnswerShape | undefined, body: Row): string | undefined {
  const reported = answer?.fields?.includes('errors') ? undefined : reportedErrors(body.errors)
  if (reported !== undefined) return `reports errors: ${reported}`
  if (answer !== undefined) return shapeProblemOf(answer, body)
  return hasRequestId(body) ? undefined : 'has no "requestId"'
}

/** The `errors` of a body, as text; `undefined` for none. */
function reportedErrors(errors: Json | undefined): string | undefined {
  if (errors === undefined || errors === null || errors === '' || errors === false) return undefined
  if (Array.isArray(errors)) return errors.length === 0 ? undefined : errors.map(asText).join('; ')
  return isRow(errors) && Object.keys(errors).length === 0 ? undefined : asText(errors)
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function shapeProblemOf(answer: AnswerShape, body: Row): string | undefined {
  switch (answer.shape) {
    case 'list':
      return checkKey('a list of records', areRecords, body, keyOf(answer, body))
    case 'values':
      return checkKey('a list of ids', areValues, body, answer.key)
    case 'map':
      return checkKey(
        'an object of records',
        isMapOf((value) => value === null || isRow(value)),
        body,
        answer.key,
      )
    case 'mapOfLists':
      return checkKey('an object of lists', isMapOf(areRecords), body, answer.key)
    case 'single':
      return checkKey('an object', isNonEmptyObject, body, answer.key)
    case 'whole':
      return (
        firstResult(answer.lists, (key) => checkKey('a list', isList, body, key)) ??
        firstResult(answer.others ?? [], (key) =>
          isAbsent(body[key]) ? undefined : checkKey('a list', isList, body, key),
        )
      )
    case 'created':
      return checkKey('an id', isId, body, answer.id)
    case 'job':
      return (
        (answer.id === undefined ? undefined : checkKey('an id', isId, body, answer.id)) ??
        checkKey('a text', isText, body, answer.state)
      )
    case 'nothing':
      return hasRequestId(body) || answer.fields?.some((name) => isText(body[name])) ? undefined : 'has no "requestId"'
  }
}

/**
 * Checks a page after the first: each has `records`, and only the last one has no cursor in it. A page in the middle without
 * `records` would pass for the last.
 */
export function pageProblem(body: Row): string | undefined {
  return checkKey('an object', isRow, body, 'records')
}

type Test = (value: Json | undefined) => boolean

function checkKey(expected: string, test: Test, body: Row, key = ''): string | undefined {
  const value = body[key]
  if (test(value)) return undefined
  if (value === undefined) return `has no "${key}", which should be ${expected}`
  const actual = isList(value) && expected.startsWith('a list') ? 'a list of something else' : typeOf(value)
  return `has ${actual} as "${key}", where ${expected} should be`
}

function typeOf(value: Json): string {
  if (value === null) return 'null'
  if (isList(value)) return 'a list'
  if (isRow(value)) return Object.keys(value).length === 0 ? 'an empty object' : 'an object'
  return value === '' ? 'an empty text' : `a ${typeof value === 'string' ? 'text' : typeof value}`
}

function firstResult<T, U>(items: readonly T[], find: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const result = find(item)
    if (result !== undefined) return result
  }
  return undefined
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** Gong sometimes has a null among the records. */
function areRecords(value: Json | undefined): boolean {
  return isList(value) && value.every((one) => one === null || isRow(one))
}

function areValues(value: Json | undefined): boolean {
  return isList(value) && value.every(isId)
}

function isMapOf(test: Test): Test {
  return (value) => isRow(value) && Object.values(value).every(test)
}

function isNonEmptyObject(value: Json | undefined): boolean {
  return isRow(value) && Object.keys(value).length > 0
}

function isId(value: Json | undefined): boolean {
  return isText(value) || typeof value === 'number'
}

function isText(value: Json | undefined): boolean {
  return typeof value === 'string' && value.trim() !== ''
}

function isAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null
}

function hasRequestId({ requestId }: Row): boolean {
  return isText(requestId)
}

/** The key of the records or of the single thing; `undefined` where the whole body is the thing. */
export function keyOf(answer: AnswerShape, body: Row): string | undefined {
  if (!('key' in answer)) return undefined
  const { key, otherKey } = { otherKey: undefined, ...answer }
  return otherKey !== undefined && !(key in body) && otherKey in body ? otherKey : key
}
