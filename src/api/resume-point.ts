import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Row, rowsIn } from '../lib/rows.ts'
import type { RowKeys } from './deduplicator.ts'
import { decodeDigests, encodeDigests } from './digest-counts.ts'
import type { Window } from './split-window.ts'

/** The slices of a pull. */
export interface SlicePlan {
  /** How many records there were when it was planned, if Gong said so. */
  readonly total?: number | undefined
  /** One without bounds where nothing was cut. */
  readonly windows: readonly (Window | undefined)[]
}

/** One step of a pull: a page. */
interface Step {
  readonly slice: number
  /** The cursor of the next page; none after the last of its slice. */
  readonly nextCursor?: string | undefined
  /** Whether its slice has to be restarted, since its cursor expired. */
  readonly isRestart?: boolean
  /** The keys of the rows of this page. */
  readonly keys: RowKeys
}

/** Where a pull can be resumed. */
export interface ResumePoint {
  readonly plan: SlicePlan
  readonly slice: number
  readonly nextCursor?: string | undefined
  readonly isRestart: boolean
  /** The keys of the rows of the slice before and of this one, a step each. */
  readonly previousSliceKeys: readonly RowKeys[]
  readonly sliceKeys: readonly RowKeys[]
}

/**
 * A step as JSON, for a journal that is only appended to: all steps since the start make a resume point.
 *
 * @param plan goes with the first step
 */
export function stepJson({ slice, nextCursor, isRestart = false, keys }: Step, plan?: SlicePlan): Json {
  const windows = plan?.windows.map((window) => (window ? { ...window } : null))
  return {
    ...(windows !== undefined && { total: plan?.total ?? null, windows }),
    slice,
    next: nextCursor ?? null,
    ...(isRestart && { again: isRestart }),
    ids: encodeDigests(keys.ids),
    rows: encodeDigests(keys.rows),
  }
}

/** The resume point after all these steps. @throws Failure `usage` for JSON that is no list of steps */
export function readResumePoint(json: Json): ResumePoint {
  const steps = rowsIn(json)
  const [first, last] = [steps[0], steps.at(-1)]
  if (!isRow(first) || !isRow(last) || typeof last.slice !== 'number' || !Array.isArray(first.windows))
    throw new Failure('usage', 'what an earlier run has left does not say where to go on', { hint: 'add --restart' })
  const { total, windows } = first
  const { slice, next, again } = last
  const cut = rowsIn(windows)
  return {
    plan: {
      total: typeof total === 'number' ? total : undefined,
      windows: cut.length === 0 ? [undefined] : cut.map(windowOf),
    },
    slice,
    nextCursor: typeof next === 'string' ? next : undefined,
    isRestart: again === true,
    previousSliceKeys: steps.filter((step) => step.slice === slice - 1).map(keysOf),
    sliceKeys: steps.filter((step) => step.slice === slice).map(keysOf),
  }
}

function keysOf({ ids, rows }: Row): RowKeys {
  return { ids: decodeDigests(String(ids ?? '')), rows: decodeDigests(String(rows ?? '')) }
}

function windowOf({ from, to }: Row): Window {
  return { from: String(from), to: String(to) }
}
