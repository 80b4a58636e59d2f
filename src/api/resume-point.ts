import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Row, rowsIn } from '../lib/rows.ts'
import type { Keys } from './deduplicator.ts'
import { packed, unpacked } from './digest-counts.ts'
import type { Window } from './split-window.ts'

/** How a pull was laid out by its first answer. */
export interface SlicePlan {
  /** How many records there were then, when Gong said so. */
  readonly total?: number | undefined
  /** A single one, unbounded, where nothing was cut. */
  readonly windows: readonly (Window | undefined)[]
}

/** One step of a pull: a page further. */
interface Step {
  readonly slice: number
  /** The cursor of the page after it; none after the last of its slice. */
  readonly next?: string | undefined
  /** Its slice is to begin once more, since its cursor is dead. */
  readonly again?: boolean
  /** What became known with this page. */
  readonly keys: Keys
}

/** Where the steps of a pull have led to. */
export interface ResumePoint {
  readonly plan: SlicePlan
  readonly slice: number
  readonly next?: string | undefined
  readonly again: boolean
  /** What became known in the slice before, step by step, and in this one. */
  readonly before: readonly Keys[]
  readonly here: readonly Keys[]
}

/**
 * A step as JSON. All steps since the start, one after the other, tell another run where to go on; so a journal only grows,
 * by as much as came.
 *
 * @param plan said with the first step
 */
export function stepJson({ slice, next, again = false, keys }: Step, plan?: SlicePlan): Json {
  const windows = plan?.windows.map((window) => (window ? { ...window } : null))
  return {
    ...(windows !== undefined && { total: plan?.total ?? null, windows }),
    slice,
    next: next ?? null,
    ...(again && { again }),
    ids: packed(keys.ids),
    rows: packed(keys.rows),
  }
}

/** @throws Failure `usage` for JSON that is no list of steps */
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
    next: typeof next === 'string' ? next : undefined,
    again: again === true,
    before: steps.filter((step) => step.slice === slice - 1).map(keysOf),
    here: steps.filter((step) => step.slice === slice).map(keysOf),
  }
}

function keysOf({ ids, rows }: Row): Keys {
  return { ids: unpacked(String(ids ?? '')), rows: unpacked(String(rows ?? '')) }
}

function windowOf({ from, to }: Row): Window {
  return { from: String(from), to: String(to) }
}
