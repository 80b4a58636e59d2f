import { join } from 'node:path'
import { Failure } from '../../lib/errors.ts'
import type { Files } from '../../platform/files.ts'
import { dataFolder } from '../../platform/folders.ts'
import type { Clock, Context, Install } from '../../platform/ports.ts'
import { requireDuckDb } from '../duckdb/install-hint.ts'
import { openDuckDbReader } from './duckdb-reader.ts'
import type { SqlReader } from './sql-reader.ts'

/** What a reader takes of the platform. */
export interface ReaderPlatform {
  readonly context: Pick<Context, 'loadDuckDb' | 'env' | 'interrupted'> & {
    readonly files: Pick<Files, 'open' | 'absolute'>
    readonly clock: Pick<Clock, 'now' | 'sleep'>
  }
  /** How this tool was installed, for what to type where DuckDB is missing. */
  readonly form: Install['form']
  /** How long to wait for what writes the copy; 10 s when 0. */
  readonly lockWaitMs: number
  /** The zone in which days begin. */
  readonly zone: string
}

const WAIT_MS = 10_000

/** The file of the copy that is meant where none is named. */
export function defaultCopy(env: Context['env']): string {
  return join(dataFolder(env), 'gong.duckdb')
}

/**
 * Opens a copy for reading.
 *
 * @param target a DuckDB file; the one in the data folder when left out
 * @throws Failure `usage` when it is not there, is no copy, or of a kind that cannot be asked; `declined` while it is written
 */
export async function openReader(
  target: string | undefined,
  { context, form, lockWaitMs, zone }: ReaderPlatform,
): Promise<SqlReader> {
  const scheme = /^([a-z]{2,}):/.exec(target ?? '')?.[1]
  if (scheme !== undefined)
    throw new Failure('usage', `${scheme}: cannot be asked from here; what can is a DuckDB file`, {
      hint: '--in gong.duckdb',
    })
  const path = context.files.absolute(target ?? defaultCopy(context.env))
  const duckDb = await requireDuckDb(context, form)
  const { files, clock, interrupted: signal } = context
  return await openDuckDbReader({ duckDb, path, files, clock, signal, waitMs: lockWaitMs || WAIT_MS }, zone)
}
