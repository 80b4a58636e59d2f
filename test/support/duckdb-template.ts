import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { once } from '../../src/lib/once.ts'
import { type DuckDb, IN_MEMORY } from '../../src/platform/duckdb.ts'
import { diskFiles } from '../../src/platform/node/disk/files.ts'
import { loadDuckDb } from '../../src/platform/node/duckdb.ts'
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts'
import { emptyFolder } from './temporary-folder.ts'

/**
 * DuckDB for whole command lines. A copy that is missing begins as the bytes of one with nothing in it, which a worker makes
 * once: its tables take more time than what most tests do with them.
 */
export const duckDbWithTables = once(async (): Promise<DuckDb | undefined> => {
  const duckDb = await loadDuckDb({ amongPackages: true, folders: [] })
  if (duckDb === undefined) return undefined
  const empty = once(() => emptyCopyBytes(duckDb))
  return {
    ...duckDb,
    async open(path, options) {
      if (path !== IN_MEMORY && options.access_mode === 'READ_WRITE') await writeWhereMissing(path, await empty())
      return await duckDb.open(path, options)
    },
  }
})

async function emptyCopyBytes(duckDb: DuckDb): Promise<Uint8Array> {
  const path = join(emptyFolder(), 'gong.duckdb')
  const clock = { now: () => 0, sleep: async () => undefined }
  await (await openDuckDbStore({ duckDb, path, files: diskFiles(), clock, waitMs: 0 })).close()
  return await readFile(path)
}

/** With the modes that DuckDB would give the file and its folder. */
async function writeWhereMissing(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(path, bytes, { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}
