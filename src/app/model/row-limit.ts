import type { Page, Pages } from '../../lib/rows.ts'
import type { Job } from './job.ts'

/**
 * The rows up to --limit while somebody reads them; the page after the last of them is not asked for.
 *
 * @param already how many rows an earlier run has written
 */
export async function* withinLimit(
  pages: Pages,
  { globals: { limit }, context: { stdout } }: Pick<Job, 'globals' | 'context'>,
  already = 0,
): Pages {
  let left = limit - already
  if (left <= 0) return
  for await (const page of pages) {
    const rows = page.rows.slice(0, left)
    left -= rows.length
    // Whoever stops early does not know how many there would have been.
    yield { ...page, rows, total: left === 0 ? undefined : towards(page, limit) }
    if (left === 0 || stdout.closed) return
  }
}

/** How many records will be read, where that many rows are enough. */
function towards({ total, readCount }: Page, limit: number): number | undefined {
  return readCount === undefined && total !== undefined ? Math.min(total, limit) : total
}
