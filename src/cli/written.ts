import type { Context } from '../context.ts'

/**
 * Notes where people's data was written to, a file or a folder, so that `privacy erase` can name the copies. A machine
 * without a state folder notes nothing.
 */
export async function noteWritten({ env, files }: Context, path: string): Promise<void> {
  const { noteExport } = await import('../output/exports.ts')
  const { stateFolder } = await import('../profiles/folders.ts')
  await noteExport(files, () => stateFolder(env), files.absolute(path))
}
