import type { Row } from '../../lib/rows.ts'
import { shownAtMs } from '../company/call.ts'
import { erasedCalls } from './erasures.ts'
import { idFilter, type SandboxRequest, timeFilter } from './request.ts'

const HOUR = 3_600_000
/** No call is longer, or takes longer to appear, than these two hours together. */
const SURELY_SHOWN_MS = 2 * HOUR

/** How a listing of calls chooses. */
interface CallFilter {
  /** The filter, or the query of a GET: fromDateTime, toDateTime, workspaceId, callIds, primaryUserIds. */
  readonly filter: Row
  /** The time that the window is about, ms, by index. */
  readonly times: Float64Array
}

/** The indexes of the calls that fit every part of the filter and that Gong shows already, oldest day first. */
export function findCalls(request: SandboxRequest, { filter, times }: CallFilter): Uint32Array {
  const { company, key } = request
  if (!key.seesCalls) return new Uint32Array(0)
  const inWindow = timeFilter(filter, 'fromDateTime', 'toDateTime')
  const hosts = idFilter(filter, 'primaryUserIds')
  const gone = erasedCalls(request)
  const fits = (index: number): boolean =>
    inWindow(times[index] ?? Number.NaN) &&
    (filter.workspaceId === undefined || company.workspaceOf(index).id === filter.workspaceId) &&
    (hosts === undefined || hosts.includes(company.hostOf(index).id)) &&
    !gone.has(index) &&
    hasAppeared(request, index)
  const ids = idFilter(filter, 'callIds')
  return ids ? numbered(request, ids).filter(fits) : all(request, fits)
}

/** Whether Gong shows a call at the time of the request: it has appeared, and is not erased. */
export function isShown(request: SandboxRequest, index: number): boolean {
  return hasAppeared(request, index) && !erasedCalls(request).has(index)
}

function hasAppeared({ company, position }: SandboxRequest, index: number): boolean {
  const age = position.beganAtMs - (company.started[index] ?? Infinity)
  return age >= SURELY_SHOWN_MS || (age > 0 && shownAtMs(company.call(index)) <= position.beganAtMs)
}

/** A plain loop: with hundreds of thousands of calls this runs for every page. */
function all({ company }: SandboxRequest, fits: (index: number) => boolean): Uint32Array {
  const found = new Uint32Array(company.size)
  let count = 0
  for (let index = 0; index < company.size; index++) if (fits(index)) found[count++] = index
  return found.subarray(0, count)
}

function numbered({ company }: SandboxRequest, ids: readonly string[]): Uint32Array {
  return Uint32Array.from(new Set(ids.flatMap((id) => company.indexOf(id) ?? []))).sort()
}
