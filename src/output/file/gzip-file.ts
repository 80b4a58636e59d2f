import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { createGunzip, gzip } from 'node:zlib'
import { errorCode } from '../../lib/error-code.ts'
import { Failure } from '../../lib/errors.ts'
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

/**
 * The text of what was compressed, through all its members.
 *
 * @param what the file, for the message
 * @throws Failure `usage` for bytes that no gzip has made, or that end too early
 */
export async function* unzipped(chunks: AsyncIterable<Uint8Array>, what: string): AsyncGenerator<Uint8Array> {
  const source = Readable.from(chunks)
  const unzip = createGunzip()
  source.on('error', (error) => unzip.destroy(error))
  source.pipe(unzip)
  try {
    for await (const chunk of unzip) yield chunk
  } catch (error) {
    if (!/^Z_/.test(errorCode(error) ?? '')) throw error
    throw new Failure('usage', `${what} is not compressed as its .gz says, or is cut off`, { cause: error })
  }
}
