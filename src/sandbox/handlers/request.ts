import type { Operation } from '../../catalogue/operation.ts'
import type { Json, Row } from '../../lib/rows.ts'
import type { Changes } from '../changes.ts'
import type { SandboxCompany } from '../company/company.ts'
import { makeCursor, PAGE_SIZE, type PullPosition } from '../cursor.ts'
import type { ItemFault } from '../faults.ts'
import type { SandboxKey } from '../keys.ts'
import { type Reply, refusal } from '../reply.ts'
import type { UploadedFile } from '../upload.ts'

/** How erasures go, in milliseconds. */
export interface ErasureTimes {
  /** How long one takes. Hours in Gong (field note "Privacy"), and five minutes here, so that one can wait for it. */
  readonly takesMs?: number
  /** How long after that everything is there again, as when the CRM sends it anew; never when left out. */
  readonly comesBackMs?: number | undefined
}

/** A request that passed the checks of key, scope and catalogue, with its cursor read. */
export interface SandboxRequest {
  readonly operation: Operation
  readonly path: Row
  readonly query: Row
  readonly body: Json | undefined
  readonly company: SandboxCompany
  /** Earlier changes to the company; handlers add theirs. */
  readonly changes: Changes
  readonly key: SandboxKey
  readonly erasures: ErasureTimes
  /** Whether one item of it goes wrong, as `--faults` wants it. */
  readonly fails: (fault: ItemFault) => boolean
  readonly position: PullPosition
  /** The file of an upload. */
  readonly upload: UploadedFile | undefined
  /** Hash of all inputs but the cursor. */
  readonly fingerprint: string
  /** Where the request came in: links to media lead there. */
  readonly origin: string
  /** Milliseconds; later pages of a pull look at the company at `position.beganAtMs` instead. */
  readonly now: number
}

/** How one operation answers. */
type Handler = (request: SandboxRequest) => Reply

/** The answers of one domain, by operationId. */
export type Handlers = Readonly<Record<string, Handler>>

/** A success: the rows under the operation's own name for them. */
export function unpaged({ operation }: SandboxRequest, value: Row | readonly Row[]): Reply {
  return { status: 200, body: { [keyOf(operation)]: value } }
}

/**
 * One page of the records. An empty list is a 404 where the catalogue says so.
 *
 * @param show makes the record of one result, or nothing when it is counted but not shown yet: `totalRecords`
 * then passes what all pages hold together (field note "Limits and cursors").
 */
export function paged<T>(
  { operation, position, fingerprint }: SandboxRequest,
  found: { readonly length: number; slice(from: number, to: number): Iterable<T> },
  show: (one: T) => Row | undefined,
): Reply {
  const total = found.length
  if (total === 0 && isEmptyOn404(operation))
    return refusal(404, 'No calls found corresponding to the provided filters')
  const end = (position.page + 1) * PAGE_SIZE
  const rows = [...found.slice(position.page * PAGE_SIZE, end)].flatMap((one) => show(one) ?? [])
  const records = {
    totalRecords: total,
    currentPageSize: rows.length,
    currentPageNumber: position.page,
    ...(end < total && { cursor: makeCursor({ ...position, page: position.page + 1 }, total, fingerprint) }),
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
export function idFilter(filter: Row, name: string): readonly string[] | undefined {
  const value = filter[name]
  return Array.isArray(value) ? value.map(String) : undefined
}

/** A window's ends in ms, from inclusive and to exclusive; an end that was left out is endless. */
export function timeFilter(values: Row, from: string, to: string): (at: number) => boolean {
  const [low, high] = [instant(values[from]) ?? -Infinity, instant(values[to]) ?? Infinity]
  return (at) => at >= low && at < high
}

function instant(value: Json | undefined): number | undefined {
  return typeof value === 'string' ? Date.parse(value) : undefined
}
