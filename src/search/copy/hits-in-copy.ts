import type { Row } from '../../lib/rows.ts'
import { hitRows, searchTurns } from '../call-hits.ts'
import type { HitPages } from '../hits-page.ts'
import { SAME_SENTENCE_WEIGHT } from '../match-turn.ts'
import { callTest } from '../spoken-filter.ts'
import type { SpokenQuery } from '../spoken-query.ts'
import { type CallTurns, callParts } from './call-parts.ts'
import { type FoundTurn, findTurns } from './find-turns.ts'
import { detailsIn } from './read-calls.ts'
import { type CopyFilter, type SearchedCopy, windowSql } from './searched-copy.ts'

/** Calls whose sentences are read at once. */
const CALLS_A_PAGE = 500
/** Turns that are asked for where their sentences may change the order. */
const MORE = 8
/** What the rounding of a turn's score and then of the hit's, both to thousandths, can add: no less than 0.00125. */
const ROUNDING = 0.002

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
      const calls = callsToRead(turns, read, isBeaten).slice(0, Math.min(CALLS_A_PAGE, kept))
      if (calls.length === 0) break
      for (const [id] of calls) read.add(id)
      // Of calls with a turn that can rise, all of them are, so that hits that are alike come in one order.
      const wanted = new Map(canRise ? calls.map(([id]) => [id, undefined]) : calls)
      const hits = await hitsOf(wanted, query, copy, filter)
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

/** The calls, best first, that were not read yet and can still have one of the best hits, with their turns. */
function callsToRead(
  turns: readonly FoundTurn[],
  read: ReadonlySet<string>,
  isBeaten: (turn: FoundTurn) => boolean,
): readonly (readonly [callId: string, turns: readonly number[]])[] {
  const end = turns.findIndex(isBeaten)
  const calls = new Map<string, number[]>()
  for (const { callId, turn } of end === -1 ? turns : turns.slice(0, end)) {
    if (read.has(callId)) continue
    const known = calls.get(callId) ?? []
    known.push(turn)
    calls.set(callId, known)
  }
  return [...calls]
}

async function hitsOf(
  calls: CallTurns,
  query: SpokenQuery,
  copy: SearchedCopy,
  filter: CopyFilter,
): Promise<readonly Row[]> {
  const details = await detailsIn([...calls.keys()], copy)
  const test = callTest(filter)
  return (await callParts(calls, copy)).flatMap((part): readonly Row[] => {
    const call = details.get(part.callId) ?? {}
    const one = searchTurns(part, query)
    const { isWanted, passes } = test(call)
    return one !== undefined && isWanted ? hitRows(one, call, passes) : []
  })
}
