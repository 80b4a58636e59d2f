import type { FileSource } from '../platform/files.ts'
import { decode, markOf, unreadable } from './decode.ts'

/**
 * A file of text that is passed on piece by piece, as UTF-8 without a byte order mark. What is UTF-8 already is passed on as
 * it is, unlooked at; anything else is read once more beforehand, since its size has to be known.
 *
 * @param what for the message
 * @param encoding what `--encoding` says; a byte order mark wins over it
 * @throws Failure `usage` for bytes that are no text of that encoding, here or while it is read
 */
export async function textSource(file: FileSource, what: string, encoding?: string): Promise<FileSource> {
  const start = await startOf(file)
  const mark = markOf(start)
  if (mark === 'utf-8') return { name: file.name, size: file.size - 3, chunks: () => from(file, 3) }
  const label = mark ?? encoding
  if (label === undefined || new TextDecoder(label).encoding === 'utf-8') return file
  if (mark === 'utf-32') decode(start, what)
  const chunks = () => recoded(file, label, what)
  let size = 0
  for await (const chunk of chunks()) size += chunk.length
  return { name: file.name, size, chunks }
}

async function startOf(file: FileSource): Promise<Uint8Array> {
  let start = new Uint8Array()
  for await (const chunk of file.chunks()) {
    start = Buffer.concat([start, chunk.subarray(0, 4)])
    if (start.length >= 4) break
  }
  return start
}

async function* from(file: FileSource, skipped: number): AsyncIterable<Uint8Array> {
  let left = skipped
  for await (const chunk of file.chunks()) {
    const rest = chunk.subarray(left)
    left = Math.max(0, left - chunk.length)
    if (rest.length > 0) yield rest
  }
}

async function* recoded(file: FileSource, label: string, what: string): AsyncIterable<Uint8Array> {
  const decoder = new TextDecoder(label, { fatal: true })
  const encoder = new TextEncoder()
  const read = (chunk?: Uint8Array) => {
    try {
      return encoder.encode(chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }))
    } catch {
      throw unreadable(what, label)
    }
  }
  for await (const chunk of file.chunks()) yield read(chunk)
  yield read()
}
