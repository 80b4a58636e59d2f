import { type CopyWindow, type SearchedCopy, windowSql } from '../searched-copy.ts'
import type { TurnBatch } from './turn-batch.ts'

/** Which calls of a batch count: those that are wanted, and no text of which is newer than the batch. */
export interface CountedCalls {
  /** Whether there are calls that no batch tells of. */
  readonly hasPending: boolean
  /** By index in the calls of the batch: 0 where it does not count; undefined where all do. */
  maskOf(batch: TurnBatch): Uint8Array | undefined
}

/** The condition of turns `t` that no batch tells of. */
export const IS_PENDING = 't.call_id IN (SELECT call_id FROM search_index.pending)'

export async function countedCalls(copy: SearchedCopy, window: CopyWindow): Promise<CountedCalls> {
  const inWindow = windowSql(window)
  const wanted =
    inWindow === undefined ? 'NULL' : `(SELECT string_agg(call_id, chr(10)) FROM calls c WHERE ${inWindow.sql})`
  const [row] = await copy.rows(
    `SELECT (SELECT string_agg(DISTINCT call_id, chr(10)) FROM search_index.pending) AS pending,
      (SELECT string_agg(batch || ' ' || call_id, chr(10)) FROM search_index.stale) AS stale, ${wanted} AS wanted`,
    inWindow?.given,
  )
  const [pending, stale, ofWindow] = [linesOf(row?.pending), linesOf(row?.stale), linesOf(row?.wanted)]
  const isAll = inWindow === undefined && pending.size === 0 && stale.size === 0
  return {
    hasPending: pending.size > 0,
    maskOf({ batch, calls }) {
      if (isAll) return undefined
      return Uint8Array.from(calls, (id) =>
        (inWindow === undefined || ofWindow.has(id)) && !pending.has(id) && !stale.has(`${batch} ${id}`) ? 1 : 0,
      )
    },
  }
}

function linesOf(text: unknown): ReadonlySet<string> {
  return new Set(typeof text === 'string' ? text.split('\n') : [])
}
