import type { ApiRequest } from '../../api/request.ts'
import type { Changing } from '../../app/model/plan.ts'
import { Failure } from '../../lib/errors.ts'
import { turn } from '../../lib/turn.ts'
import type { JournalKey } from '../../state/journal-key.ts'
import type { BulkChange, SourceLine } from '../bulk-change.ts'

const DIGEST_BYTES = 16

/** So many faults are told; the rest is counted. */
const MAX_TOLD = 20

/**
 * What each line is known by: the content of its request, and the how-manyth it is among those alike, so that a table that
 * was sorted or mended is the same lines.
 *
 * @throws Failure `usage` that names every line of which no request can be made
 */
export async function digestsOf<L extends SourceLine, E extends Changing>(
  { source, request }: Pick<BulkChange<L, E>, 'source' | 'request'>,
  key: Pick<JournalKey, 'digest'>,
): Promise<(index: number) => string> {
  const faults: string[] = []
  const digests = packedDigests(source.lines.length)
  for (const [index, line] of source.lines.entries()) {
    await turn(index)
    const content = contentOf(() => request([line]), line.line, faults)
    digests.set(index, content)
    const number = digests.numberOf(index)
    if (number > 1) digests.set(index, key.digest(`${content} ${number}`))
  }
  if (faults.length > 0) throw faulty(source.name, faults)
  return digests.at

  function contentOf(make: () => ApiRequest<E>, number: number, told: string[]): string {
    try {
      return key.digest(contentOfRequest(make()))
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'usage') throw error
      told.push(source.name === undefined ? error.message : `line ${number}: ${error.message}`)
      return ''
    }
  }
}

/** The digests of lines as their bytes, outside of the heap. */
function packedDigests(lines: number) {
  const bytes = Buffer.alloc(lines * DIGEST_BYTES)
  /** Open addressing by content: the first line of it, plus one; 0 is free, as at least half of them are. */
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * lines + 1)))
  const counts = new Uint32Array(lines)
  const bytesOf = (index: number) => bytes.subarray(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES)
  return {
    at: (index: number) => bytesOf(index).toString('base64url'),
    set: (index: number, digest: string) => void bytes.write(digest, index * DIGEST_BYTES, 'base64url'),
    /** The how-manyth line of its content one is, from 1. Each line is asked once, and in their order. */
    numberOf(index: number): number {
      const mask = slots.length - 1
      let slot = bytes.readUInt32LE(index * DIGEST_BYTES) & mask
      while (slots[slot] !== 0 && !bytesOf((slots[slot] ?? 0) - 1).equals(bytesOf(index))) slot = (slot + 1) & mask
      if (slots[slot] === 0) slots[slot] = index + 1
      const first = (slots[slot] ?? 0) - 1
      counts[first] = (counts[first] ?? 0) + 1
      return counts[first]
    },
  }
}

function contentOfRequest({ method, path, query, body, part }: ApiRequest): string {
  const file = part && [part.field, part.file.name, part.file.size]
  return JSON.stringify([method, path, query, body ?? null, file ?? null])
}

function faulty(name: string | undefined, faults: readonly string[]): Failure {
  const more = faults.length > MAX_TOLD ? `; and ${faults.length - MAX_TOLD} more` : ''
  const where = name === undefined ? '' : `${name}: `
  return new Failure('usage', `${where}${faults.slice(0, MAX_TOLD).join('; ')}${more}`)
}
