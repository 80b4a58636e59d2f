import type { TextDecoder as Decoder } from 'node:util'
import { byteOrderMark, inUtf32, notInEncoding, notTextInUtf8 } from './decode.ts'

/** A text has hardly a NUL; in UTF-16 without a byte order mark, every second byte of Latin letters is one. */
const MAX_NULS = 1 / 8

/**
 * Decodes a text in chunks, as `decode` does a whole one: UTF-8, UTF-16 with a byte order mark, or another encoding. The mark is
 * dropped. A few NULs are passed on, for whoever knows in which line they stand.
 *
 * @param what the file, for the message: `people.csv`, `stdin`
 * @param encoding what `--encoding` says; a byte order mark wins over it
 * @throws Failure `usage` for bytes that are invalid in that encoding
 */
export async function* decodeChunks(
  chunks: AsyncIterable<Uint8Array>,
  what: string,
  encoding?: string,
): AsyncIterable<string> {
  let decoder: Decoder | undefined
  let isGuess = false
  for await (const chunk of withWholeStart(chunks)) {
    if (decoder === undefined) {
      const mark = byteOrderMark(chunk)
      if (mark === 'utf-32') throw inUtf32(what)
      isGuess = mark === undefined && encoding === undefined
      if (isGuess && countNuls(chunk) > chunk.length * MAX_NULS) throw notTextInUtf8(chunk, what)
      decoder = new TextDecoder(mark ?? encoding ?? 'utf-8', { fatal: true })
    }
    yield decoded(decoder, chunk, isGuess, what)
  }
  if (decoder !== undefined) yield decoded(decoder, undefined, isGuess, what)
}

/** @param chunk `undefined` at the end, where a character may be cut off */
function decoded(decoder: Decoder, chunk: Uint8Array | undefined, isGuess: boolean, what: string): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
  } catch {
    throw isGuess ? notTextInUtf8(chunk ?? new Uint8Array(), what) : notInEncoding(what, decoder.encoding)
  }
}

/** The same chunks, of which the first has the four bytes of a byte order mark, if there are as many. */
async function* withWholeStart(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let start: Uint8Array | undefined = new Uint8Array()
  for await (const chunk of chunks) {
    if (start === undefined) yield chunk
    else {
      start = Buffer.concat([start, chunk])
      if (start.length < 4) continue
      yield start
      start = undefined
    }
  }
  if (start !== undefined && start.length > 0) yield start
}

function countNuls(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) if (byte === 0) count += 1
  return count
}
