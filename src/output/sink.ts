import type { NewFile, PartialFile } from '../platform/files.ts'
import type { Context } from '../platform/ports.ts'

/**
 * Opens where the output goes: the file of --out, which gets its name only when committed, else stdout.
 *
 * @param part to append to the partial file of an interrupted run
 * @param mode the permission bits of the file, where it matters who may read it
 * @throws Failure `usage` when the file cannot be written
 */
export async function openSink(
  { files, stdout }: Context,
  out: string | undefined,
  part?: PartialFile,
  mode?: number,
): Promise<NewFile> {
  if (out !== undefined) return await (await import('./output-file.ts')).openOutputFile(files, out, part, mode)
  const nothing = async () => undefined
  const write = (chunk: string | Uint8Array) => stdout.write(chunk)
  return {
    size: 0,
    regular: false,
    resumable: false,
    write,
    flush: nothing,
    commit: nothing,
    keep: nothing,
    discard: nothing,
  }
}
