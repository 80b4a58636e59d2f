import type { QueryJob } from '../../src/app/model/job.ts'
import type { Row } from '../../src/lib/rows.ts'
import type { SearchedCopy } from '../../src/search/copy/searched-copy.ts'
import { openReader } from '../../src/store/query/open-reader.ts'
import { WORD_CODES_SINCE } from '../../src/store/schema.ts'
import { ASKED_UNTIL, COVERED } from '../../src/store/sync/covered.ts'
import { parseSpans, type TimeSpan, union, without } from '../../src/store/sync/spans.ts'

/** A copy to search, until it is closed. */
export interface OpenedCopy extends SearchedCopy {
  close(): Promise<void>
}

/** For DuckDB, which else keeps what it has read of the file until the memory is full; it takes no longer with less. */
const MOST = { memory: 256_000_000, disk: 256_000_000 }

/** @param target as `openReader` takes it @throws Failure as `openReader` */
export async function openSearchedCopy(target: string | undefined, job: QueryJob): Promise<OpenedCopy> {
  const { context, globals, about, say } = job
  const { form } = about.install()
  const reader = await openReader(target, {
    context,
    say,
    form,
    lockWaitMs: globals.lockWaitMs,
    zone: 'UTC',
    most: MOST,
  })
  const pages: SearchedCopy['pages'] = (sql, given = {}) =>
    reader.query({ sql, given: new Map(Object.entries(given)), nested: true, isOwn: true })
  return {
    dialect: reader.dialect,
    isTables: reader.schemaVersion !== undefined,
    hasWordCodes: (reader.schemaVersion ?? 0) >= WORD_CODES_SINCE,
    pages,
    async rows(sql, given) {
      const all: Row[] = []
      for await (const some of pages(sql, given)) all.push(...some)
      return all
    },
    close: () => reader.close(),
  }
}

/** What a copy holds: spans in which all calls were listed, and until when Gong was asked for all of them. */
export interface CopyCoverage {
  readonly spans: readonly TimeSpan[]
  readonly asOfMs: number
}

export async function coverageOf(copy: SearchedCopy): Promise<CopyCoverage> {
  const rows = await copy.rows(`SELECT name, value FROM sync_marks WHERE name IN ('${COVERED}', '${ASKED_UNTIL}')`)
  const marks = new Map(rows.map(({ name, value }) => [name, String(value)]))
  const listed = parseSpans(marks.get(COVERED))
  const last = listed.at(-1)
  if (last === undefined) return { spans: [], asOfMs: 0 }
  const asOfMs = Math.max(last.toMs, Number(marks.get(ASKED_UNTIL) ?? 0))
  // Nothing began between the latest call and the end of what Gong was asked for.
  return { spans: union([...listed, { fromMs: last.fromMs, toMs: asOfMs }]), asOfMs }
}

/** Whether all calls of a window are there. */
export function isCovered({ spans }: CopyCoverage, fromMs: number, toMs: number): boolean {
  return without({ fromMs, toMs }, spans).length === 0
}
