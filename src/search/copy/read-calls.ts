import { isRow, type Row } from '../../lib/rows.ts'
import { IDS, saidSql } from './said-sql.ts'
import type { SearchedCopy } from './searched-copy.ts'

/** The records of calls, as Gong sent them, by their ids. */
export async function detailsIn(ids: readonly string[], copy: SearchedCopy): Promise<ReadonlyMap<string, Row>> {
  const rows = await copy.rows(`SELECT call_id, raw FROM calls WHERE call_id IN (${IDS})`, { ids: ids.join() })
  return new Map(rows.map(({ call_id, raw }) => [String(call_id), isRow(raw) ? raw : {}]))
}

/** The transcripts of calls in their order, each in the shape of getCallTranscripts. */
export async function transcriptsIn(ids: readonly string[], copy: SearchedCopy): Promise<readonly Row[]> {
  const topics = await copy.rows(
    `SELECT call_id, turn, topic FROM turns WHERE topic IS NOT NULL AND call_id IN (${IDS})`,
    { ids: ids.join() },
  )
  const topicOf = new Map(topics.map(({ call_id, turn, topic }) => [`${call_id} ${turn}`, topic]))
  const said = saidSql(ids, copy)
  const calls = new Map<string, Map<string, { speakerId: Row[string]; topic: Row[string]; sentences: Row[] }>>()
  for (const { call_id, turn, speaker_id = null, start_ms = null, end_ms = null, text = null } of await copy.rows(
    `${said.sql} ORDER BY call_id, turn, place`,
    said.given,
  )) {
    const id = String(call_id)
    const turns = calls.get(id) ?? new Map()
    calls.set(id, turns)
    const topic = topicOf.get(`${id} ${turn}`) ?? null
    const one = turns.get(String(turn)) ?? { speakerId: speaker_id, topic, sentences: [] }
    turns.set(String(turn), one)
    one.sentences.push({ start: start_ms, end: end_ms, text })
  }
  return ids.map((callId) => ({ callId, transcript: [...(calls.get(callId)?.values() ?? [])] }))
}
