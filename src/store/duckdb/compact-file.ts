import type { DuckDBConnection } from '@duckdb/node-api'
import { Failure } from '../../lib/errors.ts'
import type { DuckDbFile } from '../../platform/duckdb.ts'
import type { Files } from '../../platform/files.ts'
import { MAX_LEASE_MS } from '../store.ts'
import { quoted } from './ddl.ts'
import { interruptAtAbort } from './interrupt.ts'
import { type DuckDbCopy, diskFailure, openFile } from './open-file.ts'

/** A copy that can be written anew. */
export interface WritableCopy extends DuckDbCopy {
  readonly files: Pick<Files, 'open' | 'append' | 'remove' | 'realPath'>
}

/** What a file is written anew as, beside it; one that a killed process has left is replaced. */
const SUFFIX = '.compact'
const LOG = '.wal'
/** As a sync takes it. */
const LEASE_MS = 3 * 60_000
const MIN_WRITING_MS = 15 * 60_000
const BYTES_A_MS = 1500
/** One that runs out later is not believed. */
const LONGEST_MS = MAX_LEASE_MS - 60_000
/** Reading another file is external access, which a copy is opened without otherwise. */
const OPTIONS = { threads: '2', memory_limit: '300MB', preserve_insertion_order: 'false' }

/**
 * Writes a database file anew and puts it in the place of the old one. DuckDB only marks what is deleted: the bytes stay in
 * the file until something else is written over them. The file has to be closed, and its log written to it. Behind a link it is
 * the file itself that is replaced.
 *
 * @throws Failure `local` when there is no room; the old file stays then
 */
export async function compactFile(copy: WritableCopy): Promise<void> {
  const { files } = copy
  const path = await files.realPath(copy.path)
  const fresh = `${path}${SUFFIX}`
  await removeBoth(files, fresh)
  // It would be taken for the log of the new file.
  if ((await files.open(`${path}${LOG}`)) !== undefined)
    throw new Failure('local', `${path} has a log that is not written to it yet`, { hint: 'run the same line again' })
  try {
    await copyAll(copy, fresh)
    const size = (await files.open(fresh))?.size ?? 0
    await (await files.append(fresh, size, 0o600)).rename(path)
  } catch (error) {
    await removeBoth(files, fresh).catch(() => undefined)
    copy.signal?.throwIfAborted()
    throw diskFailure(error, path)
  }
}

async function copyAll(copy: WritableCopy, fresh: string): Promise<void> {
  const file = await openFile({ ...copy, path: fresh }, OPTIONS)
  const ignoreAbort = interruptAtAbort(file.connection, copy.signal)
  try {
    const [[name] = []] = await (await file.connection.run('SELECT current_database()')).getRows()
    // A database is called as its file is, and no two can be called alike.
    const old = quoted(`${name}_old`)
    await attachWhenFree(copy, file, old)
    await file.connection.run(`COPY FROM DATABASE ${old} TO ${quoted(String(name))}`)
    await file.connection.run(`DETACH ${old}`)
    await keepLease(file.connection, copy.clock.now() + LEASE_MS)
    await file.connection.run('CHECKPOINT')
  } finally {
    ignoreAbort()
    file.close()
  }
}

/** What a run has that writes the file anew lasts as long as that takes: about a minute for 100 MB, on a slow disk. */
export async function keepLeaseWhile(connection: DuckDBConnection, copy: WritableCopy): Promise<void> {
  const bytes = (await copy.files.open(copy.path))?.size ?? 0
  await keepLease(connection, copy.clock.now() + Math.min(LONGEST_MS, LEASE_MS + MIN_WRITING_MS + bytes / BYTES_A_MS))
}

async function keepLease(connection: DuckDBConnection, untilMs: number): Promise<void> {
  await connection.run('UPDATE lease SET until = CAST($until AS TIMESTAMPTZ)', {
    until: new Date(untilMs).toISOString(),
  })
}

/** Readers do not matter; another process that writes is waited for. */
async function attachWhenFree(copy: WritableCopy, { connection }: DuckDbFile, name: string): Promise<void> {
  const sql = `ATTACH '${copy.path.replaceAll("'", "''")}' AS ${name} (READ_ONLY)`
  const open = async () => {
    await connection.run(sql)
    return { connection, close: () => undefined }
  }
  await openFile({ ...copy, duckDb: { ...copy.duckDb, open } }, {})
}

async function removeBoth(files: WritableCopy['files'], path: string): Promise<void> {
  await files.remove(path)
  await files.remove(`${path}${LOG}`)
}
