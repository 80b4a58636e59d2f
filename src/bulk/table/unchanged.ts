import { createHash } from 'node:crypto'
import { Failure } from '../../lib/errors.ts'

/** So much is read, checked and only then handed on. */
const BLOCK_BYTES = 65_536

/**
 * The same chunks each time, or a failure: digests of the blocks of a file are kept when it is first read, and compared when it
 * is read again, block by block before anybody sees it.
 *
 * @param what the file, for the message
 * @throws Failure `usage` while it is read again, where it is another one meanwhile
 */
export function unchanged(chunks: () => AsyncIterable<Uint8Array>, what: string): () => AsyncIterable<Uint8Array> {
  const digests: string[] = []
  let blocks: number | undefined
  const changed = () =>
    new Failure('usage', `${what} was changed while it was read`, {
      hint: 'begin again with a file that nobody writes to',
    })
  return async function* () {
    let at = 0
    for await (const block of blocksOf(chunks())) {
      const digest = createHash('sha256').update(block).digest('base64')
      if ((digests[at] ?? digest) !== digest || at === blocks) throw changed()
      digests[at] = digest
      at += 1
      yield block
    }
    if (at !== (blocks ?? at)) throw changed()
    blocks = at
  }
}

async function* blocksOf(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let pieces: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; ) {
      const piece = chunk.subarray(start, start + BLOCK_BYTES - size)
      pieces.push(piece)
      size += piece.length
      start += piece.length
      if (size < BLOCK_BYTES) continue
      yield joined(pieces)
      pieces = []
      size = 0
    }
  }
  if (size > 0) yield joined(pieces)
}

/** Mostly a chunk of the disk is a block. */
function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only = new Uint8Array(), another] = pieces
  return another === undefined ? only : Buffer.concat(pieces)
}
