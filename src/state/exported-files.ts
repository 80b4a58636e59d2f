import type { Files } from '../platform/files.ts'
import { stateFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'

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
      const others = (await pathsIn(files, list)).filter((other) => other !== absolute)
      await files.writeUnsynced(list, `${JSON.stringify([...others, absolute].slice(-MAX_ENTRIES))}\n`)
    })
  } catch {
    // The file was written; a list that cannot be kept is no reason to fail.
  }
}

/** What was recorded, by absolute path, the oldest first. @param folder the state folder */
export async function recordedExports(files: Files, folder: string): Promise<readonly string[]> {
  return await pathsIn(files, listPath(folder))
}

async function pathsIn(files: Files, list: string): Promise<readonly string[]> {
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
