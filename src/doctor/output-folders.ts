import { dirname } from 'node:path'
import { stateFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'
import { existingExports } from '../state/existing-exports.ts'

/** Files with this suffix in the folders where output may be: the working folder, and each that gong has written to. */
export async function filesNextToOutput(context: Context, suffix: string): Promise<readonly string[]> {
  const folders = await outputFolders(context)
  // A path of the list may be a file, which cannot be listed.
  return (await Promise.all(folders.map((path) => filesIn(context, path, suffix).catch(() => [])))).flat()
}

async function outputFolders({ files, env }: Context): Promise<readonly string[]> {
  const written = await existingExports(files, stateFolder(env))
  const workingFolder = files.absolute('.')
  const folders = written.flatMap((path) => [path, dirname(path)]).filter((path) => path !== workingFolder)
  return ['.', ...new Set(folders)]
}

/** Paths of files in a folder, sorted; none where it is missing. */
export async function filesIn({ files }: Context, folder: string, suffix: string): Promise<readonly string[]> {
  return ((await files.list(folder)) ?? [])
    .filter((name) => name.endsWith(suffix))
    .sort()
    .map((name) => (folder === '.' ? name : `${folder}/${name}`))
}
