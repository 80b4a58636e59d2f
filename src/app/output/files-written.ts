import type { Pages } from '../../lib/rows.ts'
import { counted } from '../../lib/spelling.ts'
import type { Job } from '../model/job.ts'

/**
 * The pages of a command that writes files of its own. Where it is cut short, by Ctrl-C or by a failure, it is said how
 * many of them are there and that the same line goes on.
 *
 * @param written how many files are written so far
 * @param again whether those that are there would be written anew
 */
export async function* reportingFiles(
  pages: Pages,
  { written, again }: { readonly written: () => number; readonly again: boolean },
  { context, say }: Job,
): Pages {
  let hasFailed = false
  try {
    yield* pages
  } catch (error) {
    hasFailed = true
    throw error
  } finally {
    const isCutShort = hasFailed || context.interrupted.aborted
    const line = again ? 'the same command without --again' : 'the same command'
    if (isCutShort && written() > 0)
      await say(`${counted(written(), 'file is', 'files are')} written; ${line} goes on from there`)
  }
}
