import type { Operation } from '../../catalogue/operation.ts'
import type { Json, Row } from '../../lib/rows.ts'
import type { Changes } from '../changes.ts'
import type { Company } from '../company/company.ts'
import { cursorFor, PAGE, type Place } from '../cursor.ts'
import type { Part } from '../form.ts'
import type { Access } from '../keys.ts'
import { type Reply, refusal } from '../reply.ts'

/** A request that was let in: checked against the catalogue, with its cursor read. */
export interface Asked {
  readonly operation: Operation
  readonly path: Row
  readonly query: Row
  readonly body: Json | undefined
  readonly company: Company
  /** What was done to the company so far; answers that change something put it there. */
  readonly changes: Changes
  readonly access: Access
  readonly place: Place
  /** The file of an upload. */
  readonly part: Part | undefined
  /** Hash of all inputs but the cursor. */
  readonly inputs: string
  /** Where the request came in: links to media lead there. */
  readonly origin: string
  /** Milliseconds; later pages of a pull look at the company at `place.began` instead. */
  readonly now: number
}

/** How one operation answers. */
type Answer = (asked: Asked) => Reply

/** The answers of one domain, by operationId. */
export type Answers = Readonly<Record<string, Answer>>

/** A success: the rows under the operation's own name for them. */
export function whole({ operation }: Asked, value: Row | readonly Row[]): Reply {
  return { status: 200, body: { [keyOf(operation)]: value } }
}

/**
 * One page of what was found. An empty list is a 404 where the catalogue says so.
 *
 * @param show makes the record of one found thing, or nothing when it is counted but not there yet: `totalRecords`
 * then passes what all pages hold together (field note "Limits and cursors").
 */
export function page<T>(
  { operation, place, inputs }: Asked,
  found: { readonly length: number; slice(from: number, to: number): Iterable<T> },
  show: (one: T) => Row | undefined,
): Reply {
  const total = found.length
  if (total === 0 && isEmptyOn404(operation))
    return refusal(404, 'No calls found corresponding to the provided filters')
  const end = (place.page + 1) * PAGE
  const rows = [...found.slice(place.page * PAGE, end)].flatMap((one) => show(one) ?? [])
  const records = {
    totalRecords: total,
    currentPageSize: rows.length,
    currentPageNumber: place.page,
    ...(end < total && { cursor: cursorFor({ ...place, page: place.page + 1 }, total, inputs) }),
  }
  return { status: 200, body: { records, [keyOf(operation)]: rows } }
}

function keyOf({ answer }: Operation): string {
  return 'key' in answer ? answer.key : 'result'
}

function isEmptyOn404({ answer }: Operation): boolean {
  return answer.shape === 'list' && answer.emptyOn404 === true
}

/** The values of a list in a filter; `undefined` when it was left out. */
export function listed(filter: Row, name: string): readonly string[] | undefined {
  const value = filter[name]
  return Array.isArray(value) ? value.map(String) : undefined
}

/** A window's ends in ms, from inclusive and to exclusive; an end that was left out is endless. */
export function windowOf(values: Row, from: string, to: string): (at: number) => boolean {
  const [low, high] = [instant(values[from]) ?? -Infinity, instant(values[to]) ?? Infinity]
  return (at) => at >= low && at < high
}

function instant(value: Json | undefined): number | undefined {
  return typeof value === 'string' ? Date.parse(value) : undefined
}
