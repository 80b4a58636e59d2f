import { cleanText } from '../../transcripts/speakers.ts'
import { byNewest } from '../best-hits.ts'
import { matchTurn } from '../match-turn.ts'
import type { SpokenQuery } from '../spoken-query.ts'
import { codedWordsOf } from './coded-words.ts'
import { filterSql } from './filter-sql.ts'
import { allOf, type CopyFilter, type CopyWindow, type SearchedCopy, type SqlPart, windowSql } from './searched-copy.ts'
import { bestTurnsSql, type TurnQuery, termsSql } from './turn-sql.ts'

/** A turn that matches, and how well it does as if it were one sentence. */
export interface FoundTurn {
  readonly callId: string
  /** Its place in the call, from 0. */
  readonly turn: number
  readonly score: number
}

export interface FoundTurns {
  /** The best first. */
  readonly turns: readonly FoundTurn[]
  /** How many there are, with those that were not asked for. */
  readonly total: number
}

/** The turns that match and pass. @param most how many of them; all when left out */
export async function findTurns(
  query: SpokenQuery,
  copy: SearchedCopy,
  filter: CopyFilter,
  most?: number,
): Promise<FoundTurns> {
  const asked: TurnQuery = { query, dialect: copy.dialect, words: await codedWordsOf(query, copy) }
  const where = allOf([...termsSql(asked), ...inWindow(filter), await filterSql(filter, copy)])
  if (query.some(({ kind }) => kind === 'pattern')) return await matchedHere(query, copy, where, most)
  const { sql, given } = bestTurnsSql(asked, where, most)
  const rows = await copy.rows(sql, given)
  return {
    turns: rows.map((row) => ({ callId: String(row.call_id), turn: Number(row.turn), score: Number(row.score) })),
    total: Number(rows[0]?.total ?? 0),
  }
}

function inWindow(window: CopyWindow): readonly SqlPart[] {
  const calls = windowSql(window)
  if (calls === undefined) return []
  return [{ ...calls, sql: `t.call_id IN (SELECT c.call_id FROM calls c WHERE ${calls.sql})` }]
}

/** Patterns, which the databases do not count alike. */
async function matchedHere(query: SpokenQuery, copy: SearchedCopy, where: SqlPart, most?: number): Promise<FoundTurns> {
  const turns: FoundTurn[] = []
  for await (const rows of copy.pages(`SELECT t.call_id, t.turn, t.text FROM turns t WHERE ${where.sql}`, where.given))
    for (const { call_id, turn, text } of rows) {
      const match = matchTurn(query, [{ start: 0, end: 0, text: cleanText(text) }])
      if (match !== undefined) turns.push({ callId: String(call_id), turn: Number(turn), score: match.score })
    }
  const best = turns.toSorted((a, b) => b.score - a.score || byNewest(a.callId, b.callId))
  return { turns: best.slice(0, most), total: turns.length }
}
