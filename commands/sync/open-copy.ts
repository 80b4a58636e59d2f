import type { Job } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import { defaultCopy } from '../../src/store/query/open-reader.ts'
import type { Store } from '../../src/store/store.ts'

/** The file of the copy that a line means. @throws Failure `usage` for a target of a kind that cannot be written */
export function copyPath({ context }: Job, into: string | undefined): string {
  const scheme = /^([a-z]{2,}):/.exec(into ?? '')?.[1]
  if (scheme !== undefined)
    throw new Failure('usage', `--into: ${scheme}: cannot be written; what can is a DuckDB file`, {
      hint: '--into gong.duckdb',
    })
  return context.files.absolute(into ?? defaultCopy(context.env))
}

/** Whether there is a copy. */
export async function isCopyThere(job: Job, path: string): Promise<boolean> {
  return (await job.context.files.open(path)) !== undefined
}

/** How long a reader may keep the file open. */
const READER_WAIT_MS = 30_000

/** Opens a copy; it is made when it is missing. @throws Failure `usage` when it is no copy, or DuckDB is not installed */
export async function openCopy(job: Job, path: string): Promise<Store> {
  const { context, globals, about } = job
  const { openDuckDbStore } = await import('../../src/store/duckdb/duckdb-store.ts')
  const { requireDuckDb } = await import('../../src/store/duckdb/install-hint.ts')
  const duckDb = await requireDuckDb(context, about.install().form)
  const { files, clock, interrupted: signal } = context
  return await openDuckDbStore({
    ...{ duckDb, path, files, clock, signal },
    waitMs: Math.max(READER_WAIT_MS, globals.lockWaitMs),
  })
}

/** The same for what only looks: there has to be one. @throws Failure `usage` when there is none */
export async function openExistingCopy(job: Job, path: string): Promise<Store> {
  if (await isCopyThere(job, path)) return await openCopy(job, path)
  throw new Failure('usage', `there is no copy at ${path} yet`, { hint: 'gong sync' })
}
