import { isRow, type Json } from '../lib/rows.ts'
import { nearest } from '../lib/spelling.ts'

/**
 * How the fields of a request depend on each other, as Gong's prose says it: plain data. Addresses are those of `to`;
 * `[]` inside one means every item, and addresses that share a list are about one item of it.
 *
 * - `with … needs`: where the first is given (with one of the values `is`), the second must be, too (with one of `as`).
 * - `takes … only`: the prose names fewer values than the schema.
 * - `pick`: how many of several may be given.
 */
export type Rule =
  | {
      readonly with: string
      readonly is?: readonly Json[]
      readonly needs: string
      readonly as?: readonly Json[]
      /** No rule where this is given. */
      readonly unless?: string
    }
  | { readonly takes: string; readonly only: readonly string[] }
  | { readonly pick: 'exactly one' | 'at most one' | 'at least one'; readonly of: readonly string[] }

/** More values than this are not listed where one of them is meant. */
const MOST_LISTED = 20

/** A value somewhere in a request, by the name under which a sentence may call it. */
interface Place {
  readonly name: string
  readonly value: Json
}

/** Every rule that the request breaks, a sentence each. */
export function ruleViolations(rules: readonly Rule[], request: Json): string[] {
  return rules.flatMap((rule) => {
    const shared = sharedBy(addressesOf(rule))
    return placesIn({ name: '', value: request }, stepsOf(shared)).flatMap((scope) =>
      violationsOf(rule, (address) => lookUp(scope, address.slice(shared.length))),
    )
  })
}

/** What an address means inside one scope: the values there that count as given, and its name in sentences. */
interface Found {
  readonly name: string
  /** Inside the scope. */
  readonly short: string
  readonly given: readonly Place[]
}

function violationsOf(rule: Rule, at: (address: string) => Found): string[] {
  if ('pick' in rule) return pickViolations(rule.pick, rule.of.map(at))
  if ('takes' in rule)
    return at(rule.takes).given.flatMap(({ name, value }) =>
      rule.only.includes(String(value)) ? [] : [`${name} ${notOneOf(String(value), rule.only)}`],
    )
  const { is, as } = rule
  const [first] = at(rule.with).given.filter(({ value }) => is === undefined || is.includes(value))
  if (first === undefined || (rule.unless !== undefined && at(rule.unless).given.length > 0)) return []
  const needed = at(rule.needs)
  const fits = needed.given.length > 0 && needed.given.every(({ value }) => as === undefined || as.includes(value))
  const which = is === undefined ? first.name : `${first.name} ${first.value}`
  return fits ? [] : [`${which} needs ${needed.short}${as === undefined ? '' : ` to be ${as.join(' or ')}`}`]
}

function pickViolations(pick: string, all: readonly Found[]): string[] {
  const count = all.filter(({ given }) => given.length > 0).length
  const names = all.map(({ name, short }, place) => (place === 0 ? name : short))
  if (count > 1 && pick !== 'at least one') return [`${names.join(' and ')} exclude each other`]
  return count === 0 && pick !== 'at most one' ? [`${names.join(' or ')} is required`] : []
}

function notOneOf(value: string, only: readonly string[]): string {
  if (only.length <= MOST_LISTED) return `is not one of ${only.join(', ')}`
  const near = nearest(value, only)
  return `is none of the ${only.length} that Gong takes${near === undefined ? '' : `; did you mean ${near}?`}`
}

/** Every address that a rule speaks of. */
export function addressesOf(rule: Rule): string[] {
  if ('pick' in rule) return [...rule.of]
  return 'takes' in rule ? [rule.takes] : [rule.with, rule.needs, ...(rule.unless === undefined ? [] : [rule.unless])]
}

/** The list whose items the addresses have in common, up to its `[]`; empty when there is none. */
function sharedBy(addresses: readonly string[]): string {
  const [first = ''] = addresses
  const ends = [...first.matchAll(/\[\]/g)].map(({ index }) => index + 2)
  const shared = ends.map((end) => first.slice(0, end)).filter((list) => addresses.every((one) => one.startsWith(list)))
  return shared.at(-1) ?? ''
}

function lookUp(scope: Place, rest: string): Found {
  const steps = stepsOf(rest)
  const short = steps.reduce(joined, '')
  return {
    name: steps.reduce(joined, scope.name),
    short,
    given: placesIn(scope, steps).filter(({ value }) => isGiven(value)),
  }
}

function stepsOf(address: string): string[] {
  return address.replaceAll('[]', '.[]').split('.').filter(Boolean)
}

function placesIn(place: Place, [step, ...rest]: readonly string[]): Place[] {
  if (step === undefined) return [place]
  if (step === '[]')
    return Array.isArray(place.value)
      ? place.value.flatMap((value: Json, index) => placesIn({ name: `${place.name}[${index}]`, value }, rest))
      : []
  const value = isRow(place.value) ? place.value[step] : undefined
  return value === undefined ? [] : placesIn({ name: joined(place.name, step), value }, rest)
}

/** `body` and `query` only say where a value travels, and are no part of its name. */
function joined(path: string, step: string): string {
  if (step === '[]') return `${path}[]`
  return path === '' ? (step === 'body' || step === 'query' ? '' : step) : `${path}.${step}`
}

/** What is off or empty counts as left out. */
function isGiven(value: Json): boolean {
  return value !== null && value !== false && value !== '' && !(Array.isArray(value) && value.length === 0)
}
