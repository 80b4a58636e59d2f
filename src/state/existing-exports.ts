import { dirname, join } from 'node:path'
import type { Files } from '../platform/files.ts'
import { isTemporaryPathOf } from '../platform/temporary-name.ts'
import { recordedExports } from './exported-files.ts'
import { JOURNAL_SUFFIX, PART_SUFFIX } from './find-journal.ts'

/**
 * The recorded files and folders that still exist, by absolute path; also what interrupted runs have left next to them.
 *
 * @param folder the state folder
 */
export async function existingExports(files: Files, folder: string): Promise<readonly string[]> {
  const existing: string[] = []
  for (const path of await recordedExports(files, folder))
    for (const suffix of ['', PART_SUFFIX, JOURNAL_SUFFIX])
      if ((await files.open(path + suffix)) !== undefined) existing.push(path + suffix)
  return [...existing, ...(await temporaryExports(files, folder))]
}

/** Where recorded files are being written until they are whole, or were when a run was killed. @param folder the state folder */
export async function temporaryExports(files: Files, folder: string): Promise<readonly string[]> {
  const temporary: string[] = []
  const pathsIn = listedFolders(files)
  for (const path of await recordedExports(files, folder))
    temporary.push(...(await pathsIn(dirname(path))).filter((one) => isTemporaryPathOf(path, one)))
  return temporary
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
