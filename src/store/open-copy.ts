import { dirname } from 'node:path'
import { Failure } from '../lib/errors.ts'
import { shellQuote } from '../lib/shell-quote.ts'
import type { Context, Install } from '../platform/ports.ts'
import type { Store } from './store.ts'
import { type CopyTarget, defaultCopy, type PublishTarget, targetOf } from './target.ts'

/** What a copy is opened with: a part of what every command is given. */
export interface CopyJob {
  readonly context: Pick<Context, 'loadDuckDb' | 'connectPostgres' | 'env' | 'files' | 'clock' | 'interrupted'>
  readonly globals: { readonly lockWaitMs: number }
  readonly about: { readonly install: () => { readonly form: Install['form'] } }
  /** Told when opening it takes long. */
  readonly say: (line: string) => Promise<void>
}

/** The copy that a line means: what is published is the one in the data folder. @throws Failure `usage` for what is no target */
export function copyOf({ context }: Pick<CopyJob, 'context'>, into: string | undefined): CopyTarget {
  const target = targetOf(into, context)
  if (target.kind === 'duckdb' || target.kind === 'postgres') return target
  return { kind: 'duckdb', path: context.files.absolute(defaultCopy(context.env)) }
}

/**
 * The copy that a sync fills, and what is published of it; the copy in the data folder where none is named.
 *
 * @throws Failure `usage` for what is no target, and for two copies: each has a ledger of its own
 */
export function targetsOf(
  { context }: Pick<CopyJob, 'context'>,
  into: readonly string[] = [],
): { readonly copy: CopyTarget; readonly published: readonly PublishTarget[] } {
  const targets = into.map((text) => targetOf(text, context))
  const copies = targets.filter((target) => target.kind === 'duckdb' || target.kind === 'postgres')
  if (copies.length > 1)
    throw new Failure('usage', '--into names two copies, and one sync fills one; folders beside it are published', {
      hint: 'a line for each copy',
    })
  const published = targets.filter((target) => target.kind === 'parquet' || target.kind === 'folder')
  return { copy: copies[0] ?? { kind: 'duckdb', path: context.files.absolute(defaultCopy(context.env)) }, published }
}

/** Whether there is a copy; one in a database is looked for when it is opened. */
export async function isCopyThere(job: CopyJob, copy: CopyTarget): Promise<boolean> {
  return copy.kind === 'postgres' || (await job.context.files.open(copy.path)) !== undefined
}

/** How long a reader may keep the file open. */
const READER_WAIT_MS = 30_000

/** What a copy is opened for. `read`: others may read it at the same time, where it need not be upgraded first. */
type Access = 'create' | 'write' | 'read'

/** Opens a copy; it is made when it is missing. @throws Failure `usage` when it is no copy, or DuckDB is not installed */
export async function openCopy(job: CopyJob, copy: CopyTarget, access: Access = 'create'): Promise<Store> {
  const { context, globals, about, say } = job
  const { interrupted: signal } = context
  const waitMs = Math.max(READER_WAIT_MS, globals.lockWaitMs)
  const create = access === 'create'
  if (copy.kind === 'postgres') {
    const { openPostgresStore } = await import('./postgres/postgres-store.ts')
    const { connectPostgres: connect, clock } = context
    return await openPostgresStore({ connect, url: copy.url, waitMs, create, signal, clock, say })
  }
  if (create) await checkFolder(copy.path, job)
  const { openDuckDbStore } = await import('./duckdb/duckdb-store.ts')
  const { requireDuckDb } = await import('./duckdb/install-hint.ts')
  const duckDb = await requireDuckDb(context, about.install().form)
  const { files, clock } = context
  const isRead = access === 'read'
  return await openDuckDbStore({ duckDb, path: copy.path, files, clock, signal, waitMs, isRead, say })
}

/** The data folder is made when it is missing; another one would be made of a spelling mistake. */
async function checkFolder(path: string, { context }: CopyJob): Promise<void> {
  const { files, env } = context
  const folder = dirname(path)
  if (path === files.absolute(defaultCopy(env)) || (await files.list(folder)) !== undefined) return
  throw new Failure('usage', `there is no folder ${folder}`, { hint: `mkdir -p ${shellQuote([folder])}` })
}

/** The copy, for what only looks; `undefined` where there is none. */
export async function openCopyIfThere(job: CopyJob, copy: CopyTarget): Promise<Store | undefined> {
  if (!(await isCopyThere(job, copy))) return undefined
  if (copy.kind === 'postgres') {
    const { hasPostgresCopy } = await import('./postgres/postgres-session.ts')
    if (!(await hasPostgresCopy(job.context.connectPostgres, copy.url))) return undefined
  }
  return await openCopy(job, copy, 'read')
}

/** Opens a copy that has to be there. @throws Failure `usage` when there is none */
export async function openExistingCopy(
  job: CopyJob,
  copy: CopyTarget,
  access: 'write' | 'read' = 'write',
): Promise<Store> {
  if (copy.kind === 'postgres' || (await isCopyThere(job, copy))) return await openCopy(job, copy, access)
  throw new Failure('usage', `there is no copy at ${copy.path} yet`, { hint: 'gong sync' })
}
