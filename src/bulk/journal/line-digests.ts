import type { ApiRequest } from '../../api/request.ts'
import type { Changing } from '../../app/model/plan.ts'
import { Failure } from '../../lib/errors.ts'
import { PackedMap } from '../../lib/packed-map.ts'
import { turn } from '../../lib/turn.ts'
import type { JournalKey } from '../../state/journal-key.ts'
import type { BulkChange, SourceLine } from '../bulk-change.ts'

/** The bytes of a digest, and the characters that they are. */
const [BYTES, CHARACTERS] = [16, 22]

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
  const counts = new PackedMap<number>()
  const digests = packedDigests(source.lines.length)
  for (const [index, line] of source.lines.entries()) {
    await turn(index)
    const content = contentOf(() => request([line]), line.line, faults)
    const number = (counts.get(content) ?? 0) + 1
    counts.set(content, number)
    digests.set(index, number === 1 ? content : key.digest(`${content} ${number}`))
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

/** Digests as their bytes, outside of the heap; what is none, as where nothing is kept, is held as it is. */
function packedDigests(count: number) {
  const bytes = Buffer.alloc(count * BYTES)
  const others = new Map<number, string>()
  const at = (index: number) => others.get(index) ?? bytes.toString('base64url', index * BYTES, (index + 1) * BYTES)
  return {
    set(index: number, digest: string) {
      if (digest.length === CHARACTERS) bytes.write(digest, index * BYTES, 'base64url')
      if (at(index) !== digest) others.set(index, digest)
    },
    at,
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
