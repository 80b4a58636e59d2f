import type { Row } from '../../lib/rows.ts'
import { cleanText } from '../../transcripts/speakers.ts'
import { byNewest } from '../best-hits.ts'
import { matchTurn } from '../match-turn.ts'
import type { SpokenQuery } from '../spoken-query.ts'
import { type CopyWindow, type SearchedCopy, type SqlPart, windowSql } from './searched-copy.ts'
import { bestTurnsSql, needlesSql } from './turn-sql.ts'

/** A turn that matches, and how well it does as if it were one sentence. */
export interface FoundTurn {
  readonly callId: string
  readonly speakerId: string
  readonly topic: string
  readonly score: number
}

export interface FoundTurns {
  /** The best first. */
  readonly turns: readonly FoundTurn[]
  /** How many there are, with those that were not asked for. */
  readonly total: number
}

/** Whether the database can count what is looked for; patterns are matched here. */
export function isOfWords(query: SpokenQuery): boolean {
  return query.every(({ kind }) => kind !== 'pattern')
}

/** @param most how many turns; all when left out */
export async function findTurns(
  query: SpokenQuery,
  copy: SearchedCopy,
  window: CopyWindow,
  most?: number,
): Promise<FoundTurns> {
  const where = inWindow(needlesSql(query, copy), window)
  if (!isOfWords(query)) return await matchedHere(query, copy, where)
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
    `SELECT t.call_id, t.speaker_id, t.topic, t.text FROM turns t WHERE ${where.sql}`,
    where.given,
  )
  const turns = rows.flatMap((row): readonly FoundTurn[] => {
    const match = matchTurn(query, [{ start: 0, end: 0, text: cleanText(row.text) }])
    return match === undefined ? [] : [{ ...turnOf(row), score: match.score }]
  })
  return { turns: turns.toSorted((a, b) => b.score - a.score || byNewest(a.callId, b.callId)), total: turns.length }
}

function turnOf({ call_id, speaker_id, topic }: Row): Omit<FoundTurn, 'score'> {
  return { callId: String(call_id), speakerId: cleanText(speaker_id), topic: cleanText(topic) }
}
