import type { Row } from '../../lib/rows.ts'
import { appears } from '../company/call.ts'
import { type Asked, listed, windowOf } from './asked.ts'
import { erasedCalls } from './erased.ts'

const HOUR = 3_600_000
/** No call is longer, or takes longer to appear, than these two hours together. */
const SURELY_THERE = 2 * HOUR

/** How a listing of calls chooses. */
interface Choice {
  /** The filter, or the query of a GET: fromDateTime, toDateTime, workspaceId, callIds, primaryUserIds. */
  readonly filter: Row
  /** The time that the window is about, ms, by index. */
  readonly times: Float64Array
}

/** The indexes of the calls that fit every part of the filter and that Gong shows already, oldest day first. */
export function findCalls(asked: Asked, { filter, times }: Choice): Uint32Array {
  const { company, access } = asked
  if (!access.seesCalls) return new Uint32Array(0)
  const inWindow = windowOf(filter, 'fromDateTime', 'toDateTime')
  const hosts = listed(filter, 'primaryUserIds')
  const gone = erasedCalls(asked)
  const fits = (index: number): boolean =>
    inWindow(times[index] ?? Number.NaN) &&
    (filter.workspaceId === undefined || company.workspaceOf(index).id === filter.workspaceId) &&
    (hosts === undefined || hosts.includes(company.hostOf(index).id)) &&
    !gone.has(index) &&
    hasAppeared(asked, index)
  const ids = listed(filter, 'callIds')
  return ids ? numbered(asked, ids).filter(fits) : all(asked, fits)
}

/** Whether Gong shows a call at the time of the request: it has appeared, and is not erased. */
export function isThere(asked: Asked, index: number): boolean {
  return hasAppeared(asked, index) && !erasedCalls(asked).has(index)
}

function hasAppeared({ company, place }: Asked, index: number): boolean {
  const age = place.began - (company.started[index] ?? Infinity)
  return age >= SURELY_THERE || (age > 0 && appears(company.call(index)) <= place.began)
}

/** A plain loop: with hundreds of thousands of calls this runs for every page. */
function all({ company }: Asked, fits: (index: number) => boolean): Uint32Array {
  const found = new Uint32Array(company.size)
  let count = 0
  for (let index = 0; index < company.size; index++) if (fits(index)) found[count++] = index
  return found.subarray(0, count)
}

function numbered({ company }: Asked, ids: readonly string[]): Uint32Array {
  return Uint32Array.from(new Set(ids.flatMap((id) => company.indexOf(id) ?? []))).sort()
}
