import type { AnswerShape } from '../catalogue/operation.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'

/**
 * Why an answer of success cannot be believed: it says that something went wrong, or does not hold what the catalogue says
 * that it holds. Never taken for an empty list, nor for something done.
 *
 * @param answer what it should hold; absent for a request that the catalogue does not know
 * @returns what is wrong, to follow "the answer"; `undefined` when nothing is
 */
export function doubt(answer: AnswerShape | undefined, body: Row): string | undefined {
  const reported = answer?.fields?.includes('errors') ? undefined : errorsIn(body.errors)
  if (reported !== undefined) return `reports errors: ${reported}`
  if (answer !== undefined) return doubtOf(answer, body)
  return hasId(body) ? undefined : 'has no "requestId"'
}

/** What Gong reports as wrong in an answer of success, where nothing should be. */
function errorsIn(errors: Json | undefined): string | undefined {
  if (errors === undefined || errors === null || errors === '' || errors === false) return undefined
  if (Array.isArray(errors)) return errors.length === 0 ? undefined : errors.map(inWords).join('; ')
  return isRow(errors) && Object.keys(errors).length === 0 ? undefined : inWords(errors)
}

function inWords(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function doubtOf(answer: AnswerShape, body: Row): string | undefined {
  switch (answer.shape) {
    case 'list':
      return unless('a list of records', areRecords, body, keyOf(answer, body))
    case 'values':
      return unless('a list of ids', areValues, body, answer.key)
    case 'map':
      return unless(
        'an object of records',
        isMapOf((value) => value === null || isRow(value)),
        body,
        answer.key,
      )
    case 'mapOfLists':
      return unless('an object of lists', isMapOf(areRecords), body, answer.key)
    case 'single':
      return unless('an object', isThing, body, answer.key)
    case 'whole':
      return (
        first(answer.lists, (key) => unless('a list', isList, body, key)) ??
        first(answer.others ?? [], (key) => (isAbsent(body[key]) ? undefined : unless('a list', isList, body, key)))
      )
    case 'created':
      return unless('an id', isId, body, answer.id)
    case 'job':
      return (
        (answer.id === undefined ? undefined : unless('an id', isId, body, answer.id)) ??
        unless('a text', isText, body, answer.state)
      )
    case 'nothing':
      return hasId(body) || answer.fields?.some((name) => isText(body[name])) ? undefined : 'has no "requestId"'
  }
}

/**
 * Why a page after the first cannot be believed: Gong says on each where the pull stands, and on the last leaves out the
 * cursor alone. Without that, a page in the middle would pass for the last.
 */
export function doubtOfPage(body: Row): string | undefined {
  return unless('an object', isRow, body, 'records')
}

type Test = (value: Json | undefined) => boolean

function unless(wanted: string, test: Test, body: Row, key = ''): string | undefined {
  const value = body[key]
  if (test(value)) return undefined
  if (value === undefined) return `has no "${key}", which should be ${wanted}`
  const found = isList(value) && wanted.startsWith('a list') ? 'a list of something else' : typeOf(value)
  return `has ${found} as "${key}", where ${wanted} should be`
}

function typeOf(value: Json): string {
  if (value === null) return 'null'
  if (isList(value)) return 'a list'
  if (isRow(value)) return Object.keys(value).length === 0 ? 'an empty object' : 'an object'
  return value === '' ? 'an empty text' : `a ${typeof value === 'string' ? 'text' : typeof value}`
}

function first<T, U>(items: readonly T[], find: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** Gong puts a null among records now and then; anything else that is no record is not Gong's. */
function areRecords(value: Json | undefined): boolean {
  return isList(value) && value.every((one) => one === null || isRow(one))
}

function areValues(value: Json | undefined): boolean {
  return isList(value) && value.every(isId)
}

function isMapOf(test: Test): Test {
  return (value) => isRow(value) && Object.values(value).every(test)
}

function isThing(value: Json | undefined): boolean {
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

function hasId({ requestId }: Row): boolean {
  return isText(requestId)
}

/** The key that the records or the thing stand under; `undefined` where the whole answer is the thing. */
export function keyOf(answer: AnswerShape, body: Row): string | undefined {
  if (!('key' in answer)) return undefined
  const { key, otherKey } = { otherKey: undefined, ...answer }
  return otherKey !== undefined && !(key in body) && otherKey in body ? otherKey : key
}
