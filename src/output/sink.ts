import type { Context, NewFile, Part } from '../platform/ports.ts'

/**
 * Where the text goes: the file of --out, which gets its name only when it is whole, else stdout.
 *
 * @param part for a file that another run may go on with
 * @param mode the permission bits of the file, where it matters who may read it
 * @throws Failure `usage` when the place of the file cannot be written
 */
export async function openSink(
  { files, stdout }: Context,
  out: string | undefined,
  part?: Part,
  mode?: number,
): Promise<NewFile> {
  if (out !== undefined) return await (await import('./file.ts')).openOut(files, out, part, mode)
  const nothing = async () => undefined
  const write = (chunk: string | Uint8Array) => stdout.write(chunk)
  return {
    size: 0,
    regular: false,
    lasting: false,
    write,
    flush: nothing,
    commit: nothing,
    keep: nothing,
    discard: nothing,
  }
}
