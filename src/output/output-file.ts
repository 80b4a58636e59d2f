import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Files, NewFile, PartialFile } from '../platform/files.ts'
import { fileTypeOf } from './file-extension.ts'

/**
 * Opens the file of `--out`, which gets its name only when committed; a name that ends in `.gz` compresses. Rejects as
 * `files.create` does where it cannot be written.
 *
 * @param part to append to the partial file of an interrupted run
 * @param mode the permission bits, where it matters who may read it
 */
export async function openOutputFile(files: Files, path: string, part?: PartialFile, mode?: number): Promise<NewFile> {
  const file = await files.create(path, part, mode)
  return fileTypeOf(path).gzip ? gzipped(file) : file
}

const compress = promisify(gzip)

/** Compresses each write as a gzip member of its own, so that a resumed run can append members after any of them. */
function gzipped(file: NewFile): NewFile {
  let isEmpty = file.size === 0
  const write = async (chunk: string | Uint8Array) => {
    await file.write(await compress(chunk))
    isEmpty = false
  }
  return {
    ...file,
    get size() {
      return file.size
    },
    write: async (chunk) => {
      if (chunk.length > 0) await write(chunk)
    },
    commit: async () => {
      if (isEmpty) await write('')
      await file.commit()
    },
  }
}
