import type { FileSource } from '../platform/files.ts'
import { byteOrderMark, decode, notInEncoding } from './decode.ts'

/**
 * Streams a text file as UTF-8 without a byte order mark. UTF-8 is passed on unchecked; another encoding is read twice, since
 * the size has to be known beforehand.
 *
 * @param what the file, for the message
 * @param encoding what `--encoding` says; a byte order mark wins over it
 * @throws Failure `usage` for bytes that are invalid in that encoding, here or while it is read
 */
export async function textSource(file: FileSource, what: string, encoding?: string): Promise<FileSource> {
  const start = await firstBytes(file)
  const mark = byteOrderMark(start)
  if (mark === 'utf-8') return { name: file.name, size: file.size - 3, chunks: () => skipBytes(file, 3) }
  const label = mark ?? encoding
  if (label === undefined || new TextDecoder(label).encoding === 'utf-8') return file
  if (mark === 'utf-32') decode(start, what)
  const chunks = () => recode(file, label, what)
  let size = 0
  for await (const chunk of chunks()) size += chunk.length
  return { name: file.name, size, chunks }
}

async function firstBytes(file: FileSource): Promise<Uint8Array> {
  let start = new Uint8Array()
  for await (const chunk of file.chunks()) {
    start = Buffer.concat([start, chunk.subarray(0, 4)])
    if (start.length >= 4) break
  }
  return start
}

async function* skipBytes(file: FileSource, skipped: number): AsyncIterable<Uint8Array> {
  let left = skipped
  for await (const chunk of file.chunks()) {
    const rest = chunk.subarray(left)
    left = Math.max(0, left - chunk.length)
    if (rest.length > 0) yield rest
  }
}

async function* recode(file: FileSource, label: string, what: string): AsyncIterable<Uint8Array> {
  const decoder = new TextDecoder(label, { fatal: true })
  const encoder = new TextEncoder()
  const read = (chunk?: Uint8Array) => {
    try {
      return encoder.encode(chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }))
    } catch {
      throw notInEncoding(what, label)
    }
  }
  for await (const chunk of file.chunks()) yield read(chunk)
  yield read()
}
