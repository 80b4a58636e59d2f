import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { createGunzip, gzip } from 'node:zlib'
import type { NewFile } from '../../platform/files.ts'

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

/** The text of what was compressed, through all its members. */
export async function* unzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(chunks)
  const unzip = createGunzip()
  source.on('error', (error) => unzip.destroy(error))
  source.pipe(unzip)
  for await (const chunk of unzip) yield chunk
}
