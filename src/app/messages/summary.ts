import { counted, formatCount } from '../../lib/spelling.ts'
import type { RunCounts } from './run-counts.ts'

/** What a total that is larger than what came means: calls are counted before they are analysed, nothing else is. */
const UNANALYSED = 'that Gong counts but has not analysed yet'
const UNGIVEN = 'that Gong counts but did not give'

interface ReadCounts {
  readonly rows: number
  /** How many records more Gong counted than it gave; below 0, fewer. */
  readonly missing: number
  /** Whether it counts what it has not analysed yet. */
  readonly countsUnanalysed: boolean
}

/**
 * What a pull came to, in one line: what is nought is not mentioned, and a single plain request is no pull. Rows that
 * went to a file are always counted.
 */
export function summary(
  { rows, missing, countsUnanalysed }: ReadCounts,
  counts: RunCounts,
  toFile: boolean,
): string | undefined {
  const { requests, retries, restarts, duplicates, waitedMs } = counts
  const reason = countsUnanalysed ? UNANALYSED : UNGIVEN
  const parts: readonly (readonly [count: number, one: string, many: string])[] = [
    [retries, 'retry', 'retries'],
    [restarts, 'part started again', 'parts started again'],
    [duplicates, 'row that came twice dropped', 'rows that came twice dropped'],
    [missing - duplicates, reason, reason],
    [duplicates - missing, 'more than Gong counted at first', 'more than Gong counted at first'],
  ]
  const details = parts.filter(([count]) => count > 0).map(([count, one, many]) => counted(count, one, many))
  const pause = waitedMs < 1000 ? [] : [`${formatCount(Math.round(waitedMs / 1000))} s waited for the limit`]
  if (!toFile && requests < 2 && details.length === 0) return undefined
  return [counted(rows, 'row'), ...(requests === 0 ? [] : [counted(requests, 'request')]), ...pause, ...details].join(
    ', ',
  )
}
