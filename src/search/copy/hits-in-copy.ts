import type { Row } from '../../lib/rows.ts'
import { hitRows, searchTranscript } from '../call-hits.ts'
import type { HitPages } from '../hits-page.ts'
import { SAME_SENTENCE_WEIGHT } from '../match-turn.ts'
import { callTest } from '../spoken-filter.ts'
import type { SpokenQuery } from '../spoken-query.ts'
import { type FoundTurn, findTurns } from './find-turns.ts'
import { detailsIn, transcriptsIn } from './read-calls.ts'
import { type CopyFilter, type SearchedCopy, windowSql } from './searched-copy.ts'

/** Calls whose sentences are read at once. */
const CALLS_A_PAGE = 500
/** Turns that are asked for where their sentences may change the order. */
const MORE = 8
/** What rounding can add to a score. */
const ROUNDING = 0.001

/**
 * Searches a copy: its folded turns first, then the sentences and details of those calls alone that can have one of the best
 * hits.
 *
 * @param kept how many hits are wanted; others are counted alone
 */
export async function* hitsInCopy(query: SpokenQuery, copy: SearchedCopy, filter: CopyFilter, kept: number): HitPages {
  yield { hits: [], calls: await callsIn(copy, filter), total: undefined }
  // A turn of several terms is better where one sentence has them all, which sentences tell.
  const canRise = query.length > 1
  const read = new Set<string>()
  let scores: readonly number[] = []
  let found = 0
  const isBeaten = ({ score }: FoundTurn): boolean =>
    canRise && score * SAME_SENTENCE_WEIGHT + ROUNDING < (scores[kept - 1] ?? 0)
  for (let most = canRise ? kept * MORE : kept; ; most *= MORE) {
    const { turns, total } = await findTurns(query, copy, filter, most)
    for (;;) {
      const ids = callsToRead(turns, read, isBeaten).slice(0, Math.min(CALLS_A_PAGE, kept))
      if (ids.length === 0) break
      for (const id of ids) read.add(id)
      const hits = await hitsOf(ids, query, copy, filter)
      found += hits.length
      scores = [...scores, ...hits.map(({ score }) => Number(score))].toSorted((a, b) => b - a).slice(0, kept)
      yield { hits, calls: 0, total: undefined }
    }
    const last = turns.at(-1)
    if (!canRise || turns.length < most || (last !== undefined && isBeaten(last))) {
      yield { hits: [], calls: 0, total: undefined, unread: Math.max(0, total - found) }
      return
    }
  }
}

async function callsIn(copy: SearchedCopy, filter: CopyFilter): Promise<number> {
  const { sql, given } = windowSql(filter) ?? { sql: 'true', given: {} }
  const [row] = await copy.rows(`SELECT count(*)::VARCHAR AS calls FROM calls c WHERE ${sql}`, given)
  return Number(row?.calls ?? 0)
}

/** The calls, best first, that were not read yet and can still have one of the best hits. */
function callsToRead(
  turns: readonly FoundTurn[],
  read: ReadonlySet<string>,
  isBeaten: (turn: FoundTurn) => boolean,
): readonly string[] {
  const end = turns.findIndex(isBeaten)
  const calls = new Set((end === -1 ? turns : turns.slice(0, end)).map(({ callId }) => callId))
  return [...calls].filter((id) => !read.has(id))
}

async function hitsOf(
  ids: readonly string[],
  query: SpokenQuery,
  copy: SearchedCopy,
  filter: CopyFilter,
): Promise<readonly Row[]> {
  const details = await detailsIn(ids, copy)
  const test = callTest(filter)
  return (await transcriptsIn(ids, copy)).flatMap((transcript): readonly Row[] => {
    const call = details.get(String(transcript.callId)) ?? {}
    const one = searchTranscript(transcript, query)
    const { isWanted, passes } = test(call)
    return one !== undefined && isWanted ? hitRows(one, call, passes) : []
  })
}
