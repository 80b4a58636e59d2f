import type { ReadClient } from '../../src/api/client.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import type { Page } from '../../src/lib/rows.ts'

/** What such a page has in a format of bytes. */
const NOTHING = new Uint8Array()

/**
 * Does work that reads much before it has its only row, and yields an empty page for what it has read so far, so that progress
 * is shown and nobody waits before a line that stands still.
 *
 * @returns what the work came to
 */
export async function* readingPages<T>(
  job: QueryJob,
  work: (job: QueryJob) => Promise<T>,
): AsyncGenerator<Page, T, undefined> {
  let unseen = 0
  let wake = () => {}
  const note = (rows: number) => {
    unseen += Math.max(1, rows)
    wake()
  }
  const working = work({ ...job, read: noting(job.read, note) })
  const isOver = working.then(
    () => true,
    () => true,
  )
  while (true) {
    const isRead = new Promise<false>((resolve) => {
      wake = () => resolve(false)
      if (unseen > 0) resolve(false)
    })
    if (await Promise.race([isOver, isRead])) return await working
    yield { rows: [], readCount: unseen, raw: NOTHING }
    unseen = 0
  }
}

function noting(read: ReadClient, note: (rows: number) => void): ReadClient {
  const pages: ReadClient['pages'] = async function* (...asked) {
    for await (const page of read.pages(...asked)) {
      note(page.rows.length)
      yield page
    }
  }
  return {
    ...read,
    pages,
    async *rows(...asked) {
      for await (const page of pages(...asked)) yield* page.rows
    },
  }
}
