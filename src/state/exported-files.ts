import { dirname, join } from 'node:path'
import type { Files } from '../platform/files.ts'
import { stateFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'
import { isTemporaryPathOf } from '../platform/temporary-name.ts'
import { JOURNAL_SUFFIX, PART_SUFFIX } from './find-journal.ts'

/** The list is for finding copies of what is erased in Gong, not for monitoring users: older entries are dropped. */
const MAX_ENTRIES = 1000

/**
 * Records that people's data was written to a file or folder, so that `privacy erase` can name the copies. Does nothing where
 * that cannot be recorded.
 */
export async function recordExport({ env, files }: Context, path: string): Promise<void> {
  try {
    const list = listPath(stateFolder(env))
    const absolute = files.absolute(path)
    await files.withLock(`${list}.lock`, async () => {
      const others = (await recorded(files, list)).filter((other) => other !== absolute)
      await files.writeUnsynced(list, `${JSON.stringify([...others, absolute].slice(-MAX_ENTRIES))}\n`)
    })
  } catch {
    // The file was written; a list that cannot be kept is no reason to fail.
  }
}

/**
 * The recorded files and folders that still exist, by absolute path; also what interrupted runs have left next to them.
 *
 * @param folder the state folder
 */
export async function existingExports(files: Files, folder: string): Promise<readonly string[]> {
  const existing: string[] = []
  const pathsIn = listedFolders(files)
  for (const path of await recorded(files, listPath(folder))) {
    for (const suffix of ['', PART_SUFFIX, JOURNAL_SUFFIX])
      if ((await files.open(path + suffix)) !== undefined) existing.push(path + suffix)
    existing.push(...(await pathsIn(dirname(path))).filter((one) => isTemporaryPathOf(path, one)))
  }
  return existing
}

/** The paths in folders, each of which is listed once. */
function listedFolders(files: Files): (folder: string) => Promise<readonly string[]> {
  const listed = new Map<string, readonly string[]>()
  return async (folder) => {
    const known = listed.get(folder)
    if (known !== undefined) return known
    const names = (await files.list(folder).catch(() => undefined)) ?? []
    const paths = names.map((name) => join(folder, name))
    listed.set(folder, paths)
    return paths
  }
}

async function recorded(files: Files, list: string): Promise<readonly string[]> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(await files.read(list)))
    return Array.isArray(value) ? value.map(String) : []
  } catch {
    return []
  }
}

function listPath(folder: string): string {
  return `${folder}/exports.json`
}
