import type { Files, NewFile, PartialFile } from '../../platform/files.ts'
import type { Context } from '../../platform/ports.ts'
import { fileTypeOf } from './file-extension.ts'

/**
 * Opens where the output goes: the file of --out, else stdout.
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
  return out === undefined ? stdoutSink(stdout) : await openOutputFile(files, out, part, mode)
}

/** The file gets its name only when committed; a name that ends in `.gz` compresses. */
export async function openOutputFile(files: Files, path: string, part?: PartialFile, mode?: number): Promise<NewFile> {
  const file = await files.create(path, part, mode)
  return fileTypeOf(path).gzip ? (await import('./gzip-file.ts')).gzipFile(file) : file
}

function stdoutSink(stdout: Context['stdout']): NewFile {
  const nothing = async () => undefined
  return {
    size: 0,
    regular: false,
    resumable: false,
    write: (chunk) => stdout.write(chunk),
    flush: nothing,
    commit: nothing,
    keep: nothing,
    discard: nothing,
  }
}
