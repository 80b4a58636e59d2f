import type { Job } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Store } from '../../src/store/store.ts'
import { type CopyTarget, defaultCopy, targetOf } from '../../src/store/target.ts'

/** The copy that a line means: what is published is the one in the data folder. @throws Failure `usage` for what is no target */
export function copyOf({ context }: Job, into: string | undefined): CopyTarget {
  const target = targetOf(into, context)
  if (target.kind === 'duckdb' || target.kind === 'postgres') return target
  return { kind: 'duckdb', path: context.files.absolute(defaultCopy(context.env)) }
}

/** Whether there is a copy; one in a database is looked for when it is opened. */
export async function isCopyThere(job: Job, copy: CopyTarget): Promise<boolean> {
  return copy.kind === 'postgres' || (await job.context.files.open(copy.path)) !== undefined
}

/** How long a reader may keep the file open. */
const READER_WAIT_MS = 30_000

/** Opens a copy; it is made when it is missing. @throws Failure `usage` when it is no copy, or DuckDB is not installed */
export async function openCopy(job: Job, copy: CopyTarget, create = true): Promise<Store> {
  const { context, globals, about } = job
  const waitMs = Math.max(READER_WAIT_MS, globals.lockWaitMs)
  if (copy.kind === 'postgres') {
    const { openPostgresStore } = await import('../../src/store/postgres/postgres-store.ts')
    return await openPostgresStore({ connect: context.connectPostgres, url: copy.url, waitMs, create })
  }
  const { openDuckDbStore } = await import('../../src/store/duckdb/duckdb-store.ts')
  const { requireDuckDb } = await import('../../src/store/duckdb/install-hint.ts')
  const duckDb = await requireDuckDb(context, about.install().form)
  const { files, clock, interrupted: signal } = context
  return await openDuckDbStore({ duckDb, path: copy.path, files, clock, signal, waitMs })
}

/** The same for what only looks: there has to be one. @throws Failure `usage` when there is none */
export async function openExistingCopy(job: Job, copy: CopyTarget): Promise<Store> {
  if (copy.kind === 'postgres' || (await isCopyThere(job, copy))) return await openCopy(job, copy, false)
  throw new Failure('usage', `there is no copy at ${copy.path} yet`, { hint: 'gong sync' })
}
