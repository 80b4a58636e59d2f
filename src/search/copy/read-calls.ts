import { isRow, type Row } from '../../lib/rows.ts'
import type { SearchedCopy } from './searched-copy.ts'

const IDS = "SELECT unnest(string_to_array($ids, ','))"

/** The records of calls, as Gong sent them, by their ids. */
export async function detailsIn(ids: readonly string[], copy: SearchedCopy): Promise<ReadonlyMap<string, Row>> {
  const rows = await copy.rows(`SELECT call_id, raw FROM calls WHERE call_id IN (${IDS})`, { ids: ids.join() })
  return new Map(rows.map(({ call_id, raw }) => [String(call_id), isRow(raw) ? raw : {}]))
}

/** The transcripts of calls in their order, each in the shape of getCallTranscripts. */
export async function transcriptsIn(ids: readonly string[], copy: SearchedCopy): Promise<readonly Row[]> {
  const given = { ids: ids.join() }
  const topics = await copy.rows(
    `SELECT call_id, turn, topic FROM turns WHERE topic IS NOT NULL AND call_id IN (${IDS})`,
    given,
  )
  const topicOf = new Map(topics.map(({ call_id, turn, topic }) => [`${call_id} ${turn}`, topic]))
  const calls = new Map<string, Map<string, { speakerId: Row[string]; topic: Row[string]; sentences: Row[] }>>()
  for (const { call_id, turn, speaker_id = null, start_ms = null, end_ms = null, text = null } of await sentencesIn(
    ids,
    copy,
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

/** Of so many calls, sentences are read one call after the other. */
const FEW = 50
const SENTENCES = 'SELECT call_id, turn, place, speaker_id, start_ms, end_ms, text FROM sentences'
const IN_ORDER = 'ORDER BY call_id, turn, place'

/**
 * The sentences of calls, in their order. The rows of a call stand together. Where DuckDB looks for one id it skips what
 * cannot have it; for a list of ids it decompresses all texts between the first and the last.
 */
async function sentencesIn(ids: readonly string[], copy: SearchedCopy): Promise<readonly Row[]> {
  if (copy.isTables !== true || ids.length > FEW)
    return await copy.rows(`${SENTENCES} WHERE call_id IN (${IDS}) ${IN_ORDER}`, { ids: ids.join() })
  const each = ids.map((_, at) => `${SENTENCES} WHERE call_id = $id${at}`)
  return await copy.rows(
    `${each.join(' UNION ALL ')} ${IN_ORDER}`,
    Object.fromEntries(ids.map((id, at) => [`id${at}`, id])),
  )
}
