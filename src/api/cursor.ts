import { Failure } from '../lib/errors.ts'
import { isRow } from '../lib/rows.ts'
import type { Answer } from './answer.ts'
import { news } from './repeated-pages.ts'
import { type Call, withCursor } from './request.ts'

/** One answer of a chain, and the cursor of the one after it; none after the last. */
export interface Link {
  readonly answer: Answer
  readonly next?: string | undefined
}

/** How a chain of pages is followed. */
interface Following {
  readonly exchange: (call: Call) => Promise<Answer>
  /** What each row of an answer is known by. */
  readonly keysOf: (answer: Answer) => readonly string[]
}

const REPEATED = 'Gong repeated a cursor'
/** Pages in a row that may bring nothing new while their cursor leads on (quirk 68). */
const IN_VAIN = 2

/**
 * Follows the cursor from one page to the next. A page that brings nothing new is only given out once a later one does, or
 * the chain ends: a cursor that is ignored gives the same rows again.
 *
 * @param after a cursor to go on from, instead of the first page
 * @throws Failure `unreachable` when pages bring nothing new, or a cursor comes twice: it would go round for ever
 */
export async function* follow({ exchange, keysOf }: Following, first: Call, after?: string): AsyncIterable<Link> {
  const seen = new Set<string>()
  const { brings } = news()
  let held: Link[] = []
  for (let cursor = after; ; ) {
    const answer = await exchange(cursor === undefined ? first : withCursor(first, cursor))
    const next = cursorOf(answer)
    held.push({ answer, next })
    const isNew = brings(keysOf(answer))
    if (next !== undefined && !isNew && (held.length >= IN_VAIN || seen.has(next))) throw endless()
    if (next !== undefined && seen.has(next))
      throw new Failure('unreachable', `${REPEATED} after ${seen.size} pages; the pull would never end`)
    if (isNew || next === undefined) {
      yield* held
      held = []
    }
    if (next === undefined) return
    seen.add(next)
    cursor = next
  }
}

function endless(): Failure {
  return new Failure('unreachable', "Gong's pages bring nothing new, and yet lead on: the pull would never end", {
    hint: 'gong doctor',
  })
}

/** Whether Gong refuses a cursor, in whatever words: it lives an hour (field notes, "Limits and cursors"). */
export function isDeadCursor(error: unknown): boolean {
  return error instanceof Failure && error.status === 400 && /cursor/i.test(error.message)
}

/** Whether a chain broke because one of its cursors came twice. */
export function isRepeatedCursor(error: unknown): boolean {
  return error instanceof Failure && error.message.startsWith(REPEATED)
}

function cursorOf({ body }: Answer): string | undefined {
  const cursor = isRow(body.records) ? body.records.cursor : undefined
  const text = typeof cursor === 'number' ? String(cursor) : cursor
  return typeof text === 'string' && text !== '' ? text : undefined
}
