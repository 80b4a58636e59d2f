import { type CopyWindow, type SearchedCopy, windowSql } from './searched-copy.ts'

/** How many calls of a window have no transcript in the copy yet, and are to get one. */
export async function awaitedIn(copy: SearchedCopy, window: CopyWindow): Promise<number> {
  // The ledger has the same columns as calls, and those of calls without details.
  const { sql, given } = windowSql(window) ?? { sql: 'true', given: {} }
  const [row] = await copy.rows(
    `SELECT count(*)::VARCHAR AS calls FROM sync_ledger c
     WHERE c.state = 'open' AND 'waiting' IN (c.details_state, c.transcript_state) AND ${sql}`,
    given,
  )
  return Number(row?.calls ?? 0)
}
