import { once } from 'node:events'
import { createGzip } from 'node:zlib'
import type { Files, NewFile } from '../context.ts'
import { formatOf } from './suffix.ts'

/**
 * Starts the file of `--out`, which appears under its name only when committed; `.gz` at the end of the name compresses.
 * Rejects as `files` does when the place cannot be written.
 */
export async function openOut(files: Files, path: string): Promise<NewFile> {
  const file = await files.create(path)
  return formatOf(path).gzip ? gzipped(file) : file
}

/** Each write waits until its bytes are compressed and the file has taken them, so that no more than one is in memory. */
function gzipped(file: NewFile): NewFile {
  const gzip = createGzip()
  let parts: Uint8Array[] = []
  gzip.on('data', (part: Uint8Array) => parts.push(part))
  const pass = async () => {
    const bytes = Buffer.concat(parts)
    parts = []
    if (bytes.length > 0) await file.write(bytes)
  }
  return {
    async write(chunk) {
      await new Promise<void>((resolve, reject) => gzip.write(chunk, (error) => (error ? reject(error) : resolve())))
      await pass()
    },
    async commit() {
      const ended = once(gzip, 'end')
      gzip.end()
      await ended
      await pass()
      await file.commit()
    },
    async discard() {
      gzip.destroy()
      await file.discard()
    },
  }
}
