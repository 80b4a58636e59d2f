import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { NewFile } from '../platform/files.ts'

const compress = promisify(gzip)

/** Compresses each write as a gzip member of its own, so that a resumed run can append members after any of them. */
export function gzipFile(file: NewFile): NewFile {
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
