import { Failure } from '../errors.ts'
import { isRow, type Json, type Row, rowsIn, textsIn } from '../rows.ts'
import type { Keys } from './known.ts'
import type { Window } from './window.ts'

/** How a pull was laid out by its first answer. */
export interface Plan {
  /** How many records there were then, when Gong said so. */
  readonly total?: number | undefined
  /** A single one, unbounded, where nothing was cut. */
  readonly windows: readonly (Window | undefined)[]
}

/** Where a pull stands after a page. */
export interface Place {
  readonly plan: Plan
  readonly slice: number
  /** The cursor of the page after it; none after the last of its slice. */
  readonly next?: string | undefined
  /** Its slice is to begin once more, since its cursor is dead. */
  readonly again?: boolean
  readonly keys: Keys
}

/** The place as JSON, which another run can go on from. */
export function placeJson({ plan, slice, next, again = false, keys }: Place): Json {
  const windows = plan.windows.map((window) => (window ? { ...window } : null))
  return { total: plan.total ?? null, windows, slice, next: next ?? null, again, ...keys }
}

/** @throws Failure `usage` for JSON that is no place */
export function readPlace(json: Json): Place {
  if (!isRow(json) || typeof json.slice !== 'number' || !Array.isArray(json.windows))
    throw new Failure('usage', 'what an earlier run has left does not say where to go on', { hint: 'add --restart' })
  const { total, windows, slice, next, again, before, ids, digests } = json
  const cut = rowsIn(windows)
  return {
    plan: {
      total: typeof total === 'number' ? total : undefined,
      windows: cut.length === 0 ? [undefined] : cut.map(windowOf),
    },
    slice,
    next: typeof next === 'string' ? next : undefined,
    again: again === true,
    keys: { before: textsIn(before), ids: textsIn(ids), digests: textsIn(digests) },
  }
}

function windowOf({ from, to }: Row): Window {
  return { from: String(from), to: String(to) }
}
