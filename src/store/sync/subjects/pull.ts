import { createHash } from 'node:crypto'
import type { ReadOperation } from '../../../api/client.ts'
import type { Arguments } from '../../../catalogue/operation.ts'
import type { Page, Row } from '../../../lib/rows.ts'
import { childrenOf, type TableName } from '../../schema.ts'
import type { StoreRow } from '../../tables/table.ts'
import type { SyncContext } from '../context.ts'
import { countsOf, type SyncSubject } from '../tally.ts'

/** The pages of an operation, each counted as a request. */
export async function* subjectPages<O extends ReadOperation>(
  { read, tally, store, hold, redact }: SyncContext,
  subject: SyncSubject,
  operation: O,
  given: Arguments<O>,
): AsyncGenerator<Page> {
  await hold()
  await store.rest()
  for await (const page of read.pages(operation, given)) {
    countsOf(tally, subject).requests += 1
    yield { ...page, rows: page.rows.map(redact) }
    await hold()
    await store.rest()
  }
}

/** All records of an operation, a turn for each page. */
export async function* subjectRecords<O extends ReadOperation>(
  context: SyncContext,
  subject: SyncSubject,
  operation: O,
  given: Arguments<O>,
): AsyncGenerator<void, Row[]> {
  const records: Row[] = []
  for await (const { rows } of subjectPages(context, subject, operation, given)) {
    records.push(...rows)
    yield
  }
  return records
}

/** A list that came whole. */
interface Snapshot {
  readonly subject: SyncSubject
  /** Its table, and the column that tells its records apart. */
  readonly table: TableName
  readonly of: string
  /** The operation that it came from, and the field of a record that is in that column. */
  readonly operation: ReadOperation
  readonly id: string
  readonly records: readonly Row[]
  /** Columns that the records do not have. */
  readonly made?: StoreRow
  /** Which of several lists of the same table it is. */
  readonly part?: string
}

/**
 * Makes a table what a list is: new and changed records are written, with the rows that belong to them, and those that are not in
 * it any more removed.
 *
 * @returns the ids of what is new or changed
 */
export async function keepSnapshot(
  { store, tally, rowsOf }: SyncContext,
  { subject, table, of, operation, id, records, made, part }: Snapshot,
): Promise<readonly string[]> {
  const name = ['snapshot', table, part].filter(Boolean).join('.')
  const before: Record<string, string> = JSON.parse((await store.mark(name)) ?? '{}')
  const now = Object.fromEntries(records.map((record) => [String(record[id]), hashOf(record)]))
  const written = records.filter((record) => before[String(record[id])] !== now[String(record[id])])
  const ids = written.map((record) => String(record[id]))
  const gone = Object.keys(before).filter((one) => !Object.hasOwn(now, one))
  const counts = countsOf(tally, subject)
  counts.new += ids.filter((one) => !Object.hasOwn(before, one)).length
  counts.changed += ids.filter((one) => Object.hasOwn(before, one)).length
  counts.removed += gone.length
  await store.commit({
    ...(written.length > 0 && rowsOf(operation.id, written, made)),
    remove: gone.length > 0 ? [...childrenOf(table), table].map((one) => ({ table: one, of, ids: gone })) : [],
    marks: { [name]: JSON.stringify(now) },
  })
  return ids
}

function hashOf(record: Row): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('base64url').slice(0, 12)
}
