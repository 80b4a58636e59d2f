import { isRow, type Json } from '../lib/rows.ts'
import { nearest } from '../lib/spelling.ts'

/**
 * A rule between the fields of a request, from Gong's prose, as plain data. Addresses are those of `to`; `[]` inside one means
 * every item, and addresses with a common list apply to one item of it.
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
      /** The rule does not apply where this is given. */
      readonly unless?: string
    }
  | { readonly takes: string; readonly only: readonly string[] }
  | { readonly pick: 'exactly one' | 'at most one' | 'at least one'; readonly of: readonly string[] }

/** The most values that a message lists. */
const MOST_LISTED = 20

/** A value in a request, with its name for messages. */
interface ScopedValue {
  readonly name: string
  readonly value: Json
}

/** The rules that a request breaks, a sentence each. */
export function ruleViolations(rules: readonly Rule[], request: Json): string[] {
  return rules.flatMap((rule) => {
    const shared = sharedBy(addressesOf(rule))
    return valuesIn({ name: '', value: request }, stepsOf(shared)).flatMap((scope) =>
      violationsOf(rule, (address) => lookUp(scope, address.slice(shared.length))),
    )
  })
}

/** An address resolved in one scope: the values that count as given, and its name for messages. */
interface Found {
  readonly name: string
  /** Inside the scope. */
  readonly short: string
  readonly given: readonly ScopedValue[]
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
  const names = all.map(({ name, short }, index) => (index === 0 ? name : short))
  if (count > 1 && pick !== 'at least one') return [`${names.join(' and ')} exclude each other`]
  return count === 0 && pick !== 'at most one' ? [`${names.join(' or ')} is required`] : []
}

function notOneOf(value: string, only: readonly string[]): string {
  if (only.length <= MOST_LISTED) return `is not one of ${only.join(', ')}`
  const near = nearest(value, only)
  return `is none of the ${only.length} that Gong takes${near === undefined ? '' : `; did you mean ${near}?`}`
}

/** All addresses in a rule. */
export function addressesOf(rule: Rule): string[] {
  if ('pick' in rule) return [...rule.of]
  return 'takes' in rule ? [rule.takes] : [rule.with, rule.needs, ...(rule.unless === undefined ? [] : [rule.unless])]
}

/** The prefix up to the `[]` of the list that all addresses share; empty for none. */
function sharedBy(addresses: readonly string[]): string {
  const [first = ''] = addresses
  const ends = [...first.matchAll(/\[\]/g)].map(({ index }) => index + 2)
  const shared = ends.map((end) => first.slice(0, end)).filter((list) => addresses.every((one) => one.startsWith(list)))
  return shared.at(-1) ?? ''
}

function lookUp(scope: ScopedValue, rest: string): Found {
  const steps = stepsOf(rest)
  const short = steps.reduce(joined, '')
  return {
    name: steps.reduce(joined, scope.name),
    short,
    given: valuesIn(scope, steps).filter(({ value }) => isGiven(value)),
  }
}

function stepsOf(address: string): string[] {
  return address.replaceAll('[]', '.[]').split('.').filter(Boolean)
}

function valuesIn(place: ScopedValue, [step, ...rest]: readonly string[]): ScopedValue[] {
  if (step === undefined) return [place]
  if (step === '[]')
    return Array.isArray(place.value)
      ? place.value.flatMap((value: Json, index) => valuesIn({ name: `${place.name}[${index}]`, value }, rest))
      : []
  const value = isRow(place.value) ? place.value[step] : undefined
  return value === undefined ? [] : valuesIn({ name: joined(place.name, step), value }, rest)
}

/** The name for messages, without the leading `body` or `query`. */
function joined(path: string, step: string): string {
  if (step === '[]') return `${path}[]`
  return path === '' ? (step === 'body' || step === 'query' ? '' : step) : `${path}.${step}`
}

/** False and empty values count as left out. */
function isGiven(value: Json): boolean {
  return value !== null && value !== false && value !== '' && !(Array.isArray(value) && value.length === 0)
}
