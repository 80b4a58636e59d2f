import type { Page, Row } from '../lib/rows.ts'
import { formatCount } from '../lib/spelling.ts'

/** The counts of a search that reads calls and matches them here. */
export interface ScanCounts {
  readonly read: number
  readonly found: number
  /** Read, but without `content`: Gong has not analysed them, or not yet. */
  readonly unanalysed: number
  /** As Gong counts the calls of the window. */
  readonly total: number
  /** Whether the pull came to its end. */
  readonly complete: boolean
}

export const NOTHING_SCANNED: ScanCounts = { read: 0, found: 0, unanalysed: 0, total: 0, complete: false }

/** The counts after one more page. @param found how many of its calls matched */
export function addPage(before: ScanCounts, { rows, total = 0 }: Page, found: number): ScanCounts {
  return {
    ...before,
    read: before.read + rows.length,
    found: before.found + found,
    unanalysed: before.unanalysed + rows.filter(lacksContent).length,
    total: Math.max(before.total, total),
  }
}

/** The search in one line. @param withTrackers whether trackers were searched, which unanalysed calls lack */
export function summarizeScan(
  { read, found, unanalysed: unheard, total: counted, complete: whole }: ScanCounts,
  withTrackers: boolean,
): string {
  const of = whole || counted <= read ? '' : ` of ${formatCount(counted)}`
  const calls = read === 1 && of === '' ? 'call' : 'calls'
  const without = withTrackers && unheard > 0 ? ` (${formatCount(unheard)} not analysed, so without trackers)` : ''
  return `${formatCount(read)}${of} ${calls} scanned${without}, ${formatCount(found)} ${found === 1 ? 'match' : 'matches'}`
}

function lacksContent({ content }: Row): boolean {
  return content === undefined || content === null
}
