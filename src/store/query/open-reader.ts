import { Failure } from '../../lib/errors.ts'
import type { Files } from '../../platform/files.ts'
import type { Clock, Context, Install } from '../../platform/ports.ts'
import { requireDuckDb } from '../duckdb/install-hint.ts'
import { checkNotPublished } from '../parquet/manifest.ts'
import { targetOf } from '../target.ts'
import { openDuckDbReader } from './duckdb-reader.ts'
import { openParquetReader } from './parquet-reader.ts'
import { openPostgresReader } from './postgres-reader.ts'
import type { QueryBytes, SqlReader } from './sql-reader.ts'

/** What a reader takes of the platform. */
export interface ReaderPlatform {
  readonly context: Pick<Context, 'loadDuckDb' | 'connectPostgres' | 'env' | 'interrupted'> & {
    readonly files: Pick<Files, 'open' | 'read' | 'absolute'>
    readonly clock: Clock
  }
  /** Told when opening it takes long. */
  readonly say: (line: string) => Promise<void>
  /** How this tool was installed, for what to type where DuckDB is missing. */
  readonly form: Install['form']
  /** How long to wait for what writes the copy; 10 s when 0. */
  readonly lockWaitMs: number
  /** The zone in which days begin. */
  readonly zone: string
  /** Of DuckDB. */
  readonly most?: QueryBytes
}

/** How long a reader waits for what writes a copy, where nobody says. */
export const LOCK_WAIT_MS = 10_000

/**
 * Opens a copy for reading.
 *
 * @param text a DuckDB file, `postgres://…` or `parquet:<folder>`; the file in the data folder when left out
 * @throws Failure `usage` when it is not there, is no copy, or of a kind that cannot be asked; `declined` while it is written
 */
export async function openReader(
  text: string | undefined,
  { context, say, form, lockWaitMs, zone, most }: ReaderPlatform,
): Promise<SqlReader> {
  const { files, clock, interrupted: signal, connectPostgres: connect } = context
  const target = targetOf(text, context)
  if (target.kind === 'postgres') return await openPostgresReader({ connect, url: target.url, signal }, zone)
  if (target.kind === 'folder')
    throw new Failure('usage', 'a folder of texts cannot be asked with SQL; what can is a copy', {
      hint: '--in gong.duckdb',
    })
  if (text !== undefined && target.kind === 'duckdb') await checkNotPublished(text, files)
  const duckDb = await requireDuckDb(context, form)
  if (target.kind === 'parquet') return await openParquetReader({ duckDb, path: target.folder, files, signal }, zone)
  const { path } = target
  const copy = { duckDb, path, files, clock, signal, say, waitMs: lockWaitMs || LOCK_WAIT_MS }
  return await openDuckDbReader(copy, zone, most)
}
