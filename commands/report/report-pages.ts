import type { ReadOperation } from '../../src/api/client.ts'
import type { ArgumentValues } from '../../src/api/request.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { pull } from '../../src/app/model/pull.ts'
import type { Json, Page, Pages, Row } from '../../src/lib/rows.ts'
import type { ChosenPeople } from './chosen-people.ts'

/** The pages of an operation that a report reads. */
export type ReadPages = (operation: ReadOperation, given: ArgumentValues, body?: Json) => Pages

/**
 * A limit is one on the rows of the report, not on what is read for them; and nobody goes on in the middle of a sum. One
 * unknown user fails a whole request, so only with users that Gong does not list are they asked for as a pull does: in halves.
 */
export function pagesFor(job: QueryJob, { people, userIds }: ChosenPeople): ReadPages {
  const { after: _, ...rest } = job
  const whole: QueryJob = { ...rest, globals: { ...job.globals, limit: Number.POSITIVE_INFINITY } }
  const areKnown = userIds === undefined || userIds.every((id) => people.has(id))
  return async function* (operation, given, body) {
    if (areKnown) return yield* job.read.pages(operation, given, { body })
    for await (const page of pull(operation, given, whole, body)) if (page.absent === undefined) yield page
  }
}

/** What was read and is not a row of its own: for the line of progress. */
export function progressPage({ rows }: Page): Page {
  return { rows: [], readCount: rows.length }
}

const ROWS_A_PAGE = 100

/**
 * The rows of a report, which are known only in the end: made and written a part at a time. Between two parts the event loop
 * gets its turn, in which the memory of the first is collected: thousands of rows in one turn would make the heap grow.
 */
export async function* lastPages(rows: Iterable<Row>, { context }: QueryJob): Pages {
  let part: Row[] = []
  for (const row of rows) {
    part.push(row)
    if (part.length < ROWS_A_PAGE) continue
    yield { rows: part, readCount: 0 }
    part = []
    await context.clock.sleep(0)
  }
  yield { rows: part, readCount: 0 }
}
