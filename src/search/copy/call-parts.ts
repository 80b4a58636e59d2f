import type { Json, Row } from '../../lib/rows.ts'
import { cleanText } from '../../transcripts/speakers.ts'
import { type SpokenTurn, toSentence } from '../call-hits.ts'
import type { SpokenSentence } from '../match-turn.ts'
import { IDS, saidSql } from './said-sql.ts'
import type { SearchedCopy } from './searched-copy.ts'

/** What is read of a call: its speakers, and sentences of some of its turns. */
export interface CallPart {
  readonly callId: string
  /** In the order of speaking. */
  readonly speakerIds: readonly Json[]
  readonly turns: readonly SpokenTurn[]
  /** Those of its turns, with the ones before and after each. */
  readonly sentences: readonly SpokenSentence[]
}

/** Calls, and the turns that are read of each; all of them where none are named. */
export type CallTurns = ReadonlyMap<string, readonly number[] | undefined>

/** Parts of calls, in their order. */
export async function callParts(calls: CallTurns, copy: SearchedCopy): Promise<readonly CallPart[]> {
  const ids = [...calls.keys()]
  const topics = await copy.rows(
    `SELECT call_id, turn, topic FROM turns WHERE topic IS NOT NULL AND call_id IN (${IDS})`,
    { ids: ids.join() },
  )
  const topicOf = new Map(topics.map(({ call_id, turn, topic }) => [keyOf(call_id, turn), cleanText(topic)]))
  const rows = new Map<string, Row[]>(ids.map((id) => [id, []]))
  for (const row of await sentencesIn(calls, copy)) rows.get(String(row.call_id))?.push(row)
  return ids.map((callId) => partOf(callId, rows.get(callId) ?? [], topicOf))
}

const keyOf = (callId: Json | undefined, turn: Json | undefined): string => `${callId} ${turn}`

function partOf(callId: string, rows: readonly Row[], topicOf: ReadonlyMap<string, string>): CallPart {
  const speakerIds = rows.filter(({ place }) => place === null).map(({ speaker_id = null }) => speaker_id)
  const sentences: SpokenSentence[] = []
  const turns = new Map<string, SpokenTurn & { readonly sentences: SpokenSentence[] }>()
  for (const row of rows.filter(({ place }) => place !== null)) {
    const sentence = toSentence({ start: row.start_ms ?? null, end: row.end_ms ?? null, text: row.text ?? null })
    if (row.is_wanted === true) {
      const key = keyOf(callId, row.turn)
      const topic = topicOf.get(key) ?? ''
      const turn = turns.get(key) ?? {
        speakerId: row.speaker_id ?? null,
        topic,
        sentences: [],
        place: sentences.length,
      }
      turns.set(key, turn)
      turn.sentences.push(sentence)
    }
    sentences.push(sentence)
  }
  return { callId, speakerIds, turns: [...turns.values()], sentences }
}

/**
 * A row for each speaker of a call, without a place, and then its sentences: those of the turns that are wanted, and the ones
 * before and after each.
 */
async function sentencesIn(calls: CallTurns, copy: SearchedCopy): Promise<readonly Row[]> {
  const said = saidSql([...calls.keys()], copy)
  const wanted = [...calls].flatMap(([id, turns]) => turns?.map((turn) => keyOf(id, turn)) ?? [])
  const isWanted =
    wanted.length === 0 ? 'true' : "concat(call_id, ' ', turn) IN (SELECT unnest(string_to_array($wanted, ',')))"
  return await copy.rows(
    `WITH said AS MATERIALIZED (${said.sql}),
       marked AS (SELECT *, ${isWanted} AS is_wanted FROM said),
       near AS (SELECT *, bool_or(is_wanted) OVER around AS is_near FROM marked
         WINDOW around AS (PARTITION BY call_id ORDER BY turn, place ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING))
     SELECT call_id, turn, place, speaker_id, start_ms, end_ms, text, is_wanted FROM near WHERE is_near
     UNION ALL SELECT call_id, min(turn), NULL, speaker_id, NULL, NULL, NULL, false FROM turns
       WHERE call_id IN (${IDS}) GROUP BY call_id, speaker_id
     ORDER BY call_id, turn, place NULLS FIRST`,
    { ...said.given, ids: [...calls.keys()].join(), ...(wanted.length > 0 && { wanted: wanted.join() }) },
  )
}
