import { join } from 'node:path'
import type { Files } from '../../src/platform/files.ts'
import { systemClock } from '../../src/platform/node/clock.ts'
import { diskFiles } from '../../src/platform/node/disk/files.ts'
import { loadDuckDb } from '../../src/platform/node/duckdb.ts'
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts'
import type { DuckDbCopy } from '../../src/store/duckdb/open-file.ts'
import type { Store } from '../../src/store/store.ts'
import { duckDbWithTables } from './duckdb-template.ts'
import { emptyFolder } from './temporary-folder.ts'

/** A copy in a folder of a test, which nobody has to wait for. */
export async function copyIn(folder: string, name = 'gong.duckdb'): Promise<DuckDbCopy & { readonly files: Files }> {
  const duckDb = await loadDuckDb({ amongPackages: true, folders: [] })
  if (duckDb === undefined) throw new Error('the tests have DuckDB')
  return { duckDb, path: join(folder, name), files: diskFiles({}), clock: systemClock, waitMs: 0 }
}

/** The copy of a folder, which begins with its tables where it is missing. */
export async function storeIn(folder: string): Promise<Store> {
  const duckDb = await duckDbWithTables()
  const copy = await copyIn(folder)
  return await openDuckDbStore({ ...copy, duckDb: duckDb ?? copy.duckDb })
}

/**
 * A copy with nothing in it, for lines that ask one.
 *
 * @param others the files of the line, which are not on the disk
 */
export async function emptyCopy(
  others: Files,
): Promise<{ readonly env: Record<string, string>; readonly files: Files }> {
  const folder = emptyFolder()
  await (await storeIn(folder)).close()
  const open: Files['open'] = (path) => (path.startsWith(folder) ? diskFiles().open(path) : others.open(path))
  return { env: { GONG_DATA_DIR: folder }, files: { ...others, open } }
}
