import type { QueryJob } from '../../src/app/model/job.ts'
import { type Row, textsIn } from '../../src/lib/rows.ts'
import type { SearchedCopy } from '../../src/search/copy/searched-copy.ts'
import { openReader } from '../../src/store/query/open-reader.ts'
import { parseSpans, type TimeSpan, union, without } from '../../src/store/sync/spans.ts'

/** A copy to search, until it is closed. */
export interface OpenedCopy extends SearchedCopy {
  close(): Promise<void>
}

/** For DuckDB, which else keeps what it has read of the file until the memory is full; it takes no longer with less. */
const MOST = { memory: 256_000_000, disk: 256_000_000 }

/** @param target as `openReader` takes it @throws Failure as `openReader` */
export async function openSearchedCopy(target: string | undefined, job: QueryJob): Promise<OpenedCopy> {
  const { context, globals, about } = job
  const { form } = about.install()
  const reader = await openReader(target, {
    context,
    form,
    lockWaitMs: globals.lockWaitMs,
    zone: 'UTC',
    most: MOST,
  })
  const pages: SearchedCopy['pages'] = (sql, given = {}) =>
    reader.query({ sql, given: new Map(Object.entries(given)), nested: true, isOwn: true })
  return {
    dialect: reader.dialect,
    isTables: reader.dialect === 'duckdb' && !/^parquet:/i.test(target ?? ''),
    pages,
    async rows(sql, given) {
      const all: Row[] = []
      for await (const some of pages(sql, given)) all.push(...some)
      return all
    },
    close: () => reader.close(),
  }
}

/** What a copy holds: spans in which all calls were listed, and when Gong was last asked. */
export interface CopyCoverage {
  readonly spans: readonly TimeSpan[]
  readonly asOfMs: number
}

export async function coverageOf(copy: SearchedCopy): Promise<CopyCoverage> {
  const [mark] = await copy.rows("SELECT value FROM sync_marks WHERE name = 'calls.covered'")
  const [ledger] = await copy.rows(
    'SELECT CAST(extract(epoch FROM max(last_seen)) * 1000 AS BIGINT)::VARCHAR AS at FROM sync_ledger',
  )
  const listed = parseSpans(textsIn([mark?.value ?? '[]'])[0])
  const asOfMs = Number(ledger?.at ?? 0)
  const last = listed.at(-1)
  // Nothing began between the latest call and the last time that Gong was asked.
  return { spans: last === undefined ? [] : union([...listed, { fromMs: last.fromMs, toMs: asOfMs }]), asOfMs }
}

/** Whether all calls of a window are there. */
export function isCovered({ spans }: CopyCoverage, fromMs: number, toMs: number): boolean {
  return without({ fromMs, toMs }, spans).length === 0
}
