import { Failure } from '../lib/errors.ts'
import type { Answer } from './answer.ts'
import { cursorOf, withCursor } from './page-cursor.ts'
import { repeatDetector } from './repeated-pages.ts'
import type { ApiRequest } from './request.ts'

/** One page of a cursor chain, and the cursor of the next; none after the last. */
export interface LinkedAnswer {
  readonly answer: Answer
  readonly nextCursor?: string | undefined
}

interface FollowOptions {
  readonly exchange: (request: ApiRequest) => Promise<Answer>
  /** A key for each row of an answer, to tell new rows from repeated ones. */
  readonly keysOf: (answer: Answer) => readonly string[]
}

const REPEATED_CURSOR = 'Gong repeated a cursor'
/** Pages in a row without a new row, though each has a next cursor, that end the pull (quirk 68). */
const MAX_REPEATED_PAGES = 2

/**
 * Follows the cursor from page to page. A page without new rows is yielded only when a later one has some, or when the chain
 * ends: where Gong ignores a cursor, the same rows come again.
 *
 * @param startCursor of the page to begin with, instead of the first
 * @throws Failure `unreachable` when pages have no new rows, or a cursor comes twice: the pull would never end
 */
export async function* follow(
  { exchange, keysOf }: FollowOptions,
  first: ApiRequest,
  startCursor?: string,
): AsyncIterable<LinkedAnswer> {
  const seen = new Set<string>()
  const { isNew: brings } = repeatDetector()
  let pending: LinkedAnswer[] = []
  for (let cursor = startCursor; ; ) {
    const answer = await exchange(cursor === undefined ? first : withCursor(first, cursor))
    const nextCursor = cursorOf(answer)
    pending.push({ answer, nextCursor })
    const bringsNew = brings(keysOf(answer))
    if (nextCursor !== undefined && !bringsNew && (pending.length >= MAX_REPEATED_PAGES || seen.has(nextCursor)))
      throw endless()
    if (nextCursor !== undefined && seen.has(nextCursor))
      throw new Failure('unreachable', `${REPEATED_CURSOR} after ${seen.size} pages; the pull would never end`)
    if (bringsNew || nextCursor === undefined) {
      yield* pending
      pending = []
    }
    if (nextCursor === undefined) return
    seen.add(nextCursor)
    cursor = nextCursor
  }
}

function endless(): Failure {
  return new Failure('unreachable', "Gong's pages bring nothing new, and yet lead on: the pull would never end", {
    hint: 'gong doctor',
  })
}

/** Whether Gong refuses a cursor, whatever the message: cursors expire after an hour (field notes, "Limits and cursors"). */
export function isDeadCursor(error: unknown): boolean {
  return error instanceof Failure && error.status === 400 && /cursor/i.test(error.message)
}

/** Whether a pull ended because a cursor came twice. */
export function isRepeatedCursor(error: unknown): boolean {
  return error instanceof Failure && error.message.startsWith(REPEATED_CURSOR)
}
