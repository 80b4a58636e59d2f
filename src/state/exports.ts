import type { Context } from '../platform/ports.ts'

/**
 * Notes where people's data was written to, a file or a folder, so that `privacy erase` can name the copies. A machine
 * without a state folder notes nothing.
 */
export async function noteWritten({ env, files }: Context, path: string): Promise<void> {
  const { noteExport } = await import('./exports-list.ts')
  const { stateFolder } = await import('../platform/folders.ts')
  await noteExport(files, () => stateFolder(env), files.absolute(path))
}
