import type { Row } from '../../lib/rows.ts'
import { cleanText } from '../../transcripts/speakers.ts'
import { matchTurn } from '../match-turn.ts'
import type { SpokenQuery } from '../spoken-query.ts'
import { byBest, type FoundTurn, type FoundTurns } from './found-turns.ts'
import { IS_PENDING } from './index/counted-calls.ts'
import { indexedTurns } from './index/indexed-turns.ts'
import { type CopyWindow, type SearchedCopy, type SqlPart, windowSql } from './searched-copy.ts'
import { bestTurnsSql, needlesSql } from './turn-sql.ts'

/** Whether the database can count what is looked for; patterns are matched here. */
export function isOfWords(query: SpokenQuery): boolean {
  return query.every(({ kind }) => kind !== 'pattern')
}

/** What is wanted of the turns that are found. */
interface WantedTurns {
  /** How many; all when left out. */
  readonly most?: number | undefined
  /** Whether who speaks, and of what topic, is wanted, too. */
  readonly hasSpeakers?: boolean
}

export async function findTurns(
  query: SpokenQuery,
  copy: SearchedCopy,
  window: CopyWindow,
  { most, hasSpeakers = false }: WantedTurns = {},
): Promise<FoundTurns> {
  const where = inWindow(needlesSql(query, copy), window)
  if (!isOfWords(query)) return await matchedHere(query, copy, where)
  const indexed = copy.hasIndex === true && !hasSpeakers ? await indexedTurns(query, copy, window, most) : undefined
  if (indexed?.hasPending === false) return indexed
  const isPending = indexed === undefined ? where : { ...where, sql: `${where.sql} AND ${IS_PENDING}` }
  const scanned = await scannedTurns(query, copy, isPending, most)
  if (indexed === undefined) return scanned
  return {
    turns: [...indexed.turns, ...scanned.turns].sort(byBest).slice(0, most),
    total: indexed.total + scanned.total,
  }
}

async function scannedTurns(
  query: SpokenQuery,
  copy: SearchedCopy,
  where: SqlPart,
  most: number | undefined,
): Promise<FoundTurns> {
  const { sql, given } = bestTurnsSql(query, where, copy, most)
  const rows = await copy.rows(sql, given)
  return {
    turns: rows.map((row) => ({ ...turnOf(row), score: Number(row.score) })),
    total: Number(rows[0]?.total ?? 0),
  }
}

function inWindow(turns: SqlPart, window: CopyWindow): SqlPart {
  const calls = windowSql(window)
  if (calls === undefined) return turns
  return {
    sql: `${turns.sql} AND t.call_id IN (SELECT c.call_id FROM calls c WHERE ${calls.sql})`,
    given: { ...turns.given, ...calls.given },
  }
}

async function matchedHere(query: SpokenQuery, copy: SearchedCopy, where: SqlPart): Promise<FoundTurns> {
  const rows = await copy.rows(
    `SELECT t.call_id, t.turn, t.speaker_id, t.topic, t.text FROM turns t WHERE ${where.sql}`,
    where.given,
  )
  const turns = rows.flatMap((row): readonly FoundTurn[] => {
    const match = matchTurn(query, [{ start: 0, end: 0, text: cleanText(row.text) }])
    return match === undefined ? [] : [{ ...turnOf(row), score: match.score }]
  })
  return { turns: turns.toSorted(byBest), total: turns.length }
}

function turnOf({ call_id, turn, speaker_id, topic }: Row): Omit<FoundTurn, 'score'> {
  return { callId: String(call_id), turn: Number(turn), speakerId: cleanText(speaker_id), topic: cleanText(topic) }
}
