import { Failure } from '../errors.ts'
import { isRow } from '../rows.ts'
import type { Answer } from './answer.ts'
import { type Call, withCursor } from './request.ts'

/** One answer of a chain, and the cursor of the one after it; none after the last. */
export interface Link {
  readonly answer: Answer
  readonly next?: string | undefined
}

const REPEATED = 'Gong repeated a cursor'
/** A cursor lives an hour from its first page, whether it is used or not (field notes, "Limits and cursors"). */
const DEAD = /cursor has expired|failed to verify cursor/i

/**
 * Follows the cursor from one page to the next.
 *
 * @param after a cursor to go on from, instead of the first page
 * @throws Failure `unreachable` for a cursor that comes twice: it would go round for ever (quirk 68)
 */
export async function* follow(
  exchange: (call: Call) => Promise<Answer>,
  first: Call,
  after?: string,
): AsyncIterable<Link> {
  const seen = new Set<string>()
  for (let cursor = after; ; ) {
    const answer = await exchange(cursor === undefined ? first : withCursor(first, cursor))
    const next = cursorOf(answer)
    if (next !== undefined && seen.has(next))
      throw new Failure('unreachable', `${REPEATED} after ${seen.size} pages; the pull would never end`)
    yield { answer, next }
    if (next === undefined) return
    seen.add(next)
    cursor = next
  }
}

/** Whether a chain of pages broke because its cursor is of no use any more; from its first page it can be had again. */
export function isDeadCursor(error: unknown): boolean {
  if (!(error instanceof Failure)) return false
  return error.kind === 'rejected' ? DEAD.test(error.message) : error.message.startsWith(REPEATED)
}

function cursorOf({ body }: Answer): string | undefined {
  const cursor = isRow(body.records) ? body.records.cursor : undefined
  return typeof cursor === 'string' && cursor !== '' ? cursor : undefined
}
