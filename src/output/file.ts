import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Files, NewFile, Part } from '../platform/ports.ts'
import { formatOf } from './file-extension.ts'

/**
 * Starts the file of `--out`, which appears under its name only when committed; `.gz` at the end of the name compresses.
 * Rejects as `files` does when the place cannot be written.
 *
 * @param part to go on with what an earlier run has kept
 * @param mode the permission bits, where it matters who may read it
 */
export async function openOut(files: Files, path: string, part?: Part, mode?: number): Promise<NewFile> {
  const file = await files.create(path, part, mode)
  return formatOf(path).gzip ? gzipped(file) : file
}

const compress = promisify(gzip)

/** Each write is compressed for itself, so that a file can be gone on with after any of them: gzip files may be joined. */
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
