import type { QueryJob } from '../../src/app/model/job.ts'
import { isRow, type Row, rowsIn } from '../../src/lib/rows.ts'
import { keptHits } from '../../src/search/best-hits.ts'
import { hitRows, searchTranscript } from '../../src/search/call-hits.ts'
import { matchTurn, SAME_SENTENCE_WEIGHT } from '../../src/search/match-turn.ts'
import { callTest } from '../../src/search/spoken-filter.ts'
import type { SpokenQuery } from '../../src/search/spoken-query.ts'
import { cleanText, speakersOf } from '../../src/transcripts/speakers.ts'
import type { SearchedCopy } from './copy-reader.ts'
import type { HitPages } from './hits-page.ts'
import type { SearchInput } from './inputs.ts'

/** Calls whose sentences are read at once. */
const CALLS_A_PAGE = 500
const IDS = "SELECT unnest(string_to_array($ids, ','))"

/** A turn that matches. */
interface Candidate {
  readonly callId: string
  readonly speakerId: string
  readonly topic: string
  readonly score: number
}

/** Searches a copy: its folded turns first, then the sentences and details of those calls alone that are among the best. */
export async function* hitsInCopy(query: SpokenQuery, copy: SearchedCopy, input: SearchInput, job: QueryJob): HitPages {
  const test = callTest(input)
  const [counted] = await copy.rows(
    `SELECT count(*)::VARCHAR AS calls FROM calls c WHERE ${windowSql(input)}`,
    windowOf(input),
  )
  yield { hits: [], calls: Number(counted?.calls ?? 0), total: undefined }
  const found = await narrowed(await candidates(query, copy, input), copy, input)
  const chosen = bestCalls(found, query.length > 1, keptHits(job.globals.limit))
  const read = new Set(chosen)
  yield { hits: [], calls: 0, total: undefined, unread: found.filter(({ callId }) => !read.has(callId)).length }
  for (let at = 0; at < chosen.length; at += CALLS_A_PAGE) {
    const ids = chosen.slice(at, at + CALLS_A_PAGE)
    const details = await detailsIn(ids, copy)
    const hits = (await transcriptsIn(ids, copy)).flatMap((transcript): readonly Row[] => {
      const call = details.get(String(transcript.callId)) ?? {}
      const one = searchTranscript(transcript, query)
      const { isWanted, passes } = test(call)
      return one !== undefined && isWanted ? hitRows(one, call, passes) : []
    })
    yield { hits, calls: 0, total: undefined }
  }
}

function windowSql({ from, to, workspace }: SearchInput): string {
  const parts = [
    ...(from === undefined ? [] : ['c.started >= $from::TIMESTAMPTZ']),
    ...(to === undefined ? [] : ['c.started < $to::TIMESTAMPTZ']),
    ...(workspace === undefined ? [] : ['c.workspace_id = $workspace']),
  ]
  return parts.length === 0 ? 'true' : parts.join(' AND ')
}

function windowOf({ from, to, workspace }: SearchInput): Readonly<Record<string, string>> {
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(workspace !== undefined && { workspace }),
  }
}

async function candidates(query: SpokenQuery, copy: SearchedCopy, input: SearchInput): Promise<readonly Candidate[]> {
  const needles = query.flatMap((term) => term.needles)
  const given = Object.fromEntries(needles.map((text, at) => [`n${at}`, text]))
  const held = needles.map((_, at) => `position($n${at} IN t.folded) > 0`)
  const window = windowSql(input)
  const calls = window === 'true' ? [] : [`t.call_id IN (SELECT c.call_id FROM calls c WHERE ${window})`]
  const where = [...held, ...calls].join(' AND ') || 'true'
  const rows = await copy.rows(`SELECT t.call_id, t.speaker_id, t.topic, t.text FROM turns t WHERE ${where}`, {
    ...given,
    ...windowOf(input),
  })
  return rows.flatMap(({ call_id, speaker_id, topic, text }) => {
    const match = matchTurn(query, [{ start: 0, end: 0, text: cleanText(text) }])
    if (match === undefined) return []
    return [{ callId: String(call_id), speakerId: cleanText(speaker_id), topic: cleanText(topic), score: match.score }]
  })
}

/** Where something narrows, those that pass; details are read for nothing else. */
async function narrowed(
  found: readonly Candidate[],
  copy: SearchedCopy,
  input: SearchInput,
): Promise<readonly Candidate[]> {
  const { account, user, speaker, tracker, topic } = input
  if ([account, user, speaker, tracker, topic].every((one) => one === undefined)) return found
  const details = await detailsIn([...new Set(found.map(({ callId }) => callId))], copy)
  const test = callTest(input)
  const tests = new Map(
    [...details].map(([id, call]) => [id, { ...test(call), who: speakersOf([], rowsIn(call.parties)) }]),
  )
  return found.filter(({ callId, speakerId, topic: ofTurn }) => {
    const one = tests.get(callId)
    const turn = { speakerId, topic: ofTurn, sentences: [], place: 0 }
    return one?.isWanted === true && one.passes(turn, one.who(speakerId))
  })
}

/** The calls that can have one of the best hits, by the scores of their turns. */
function bestCalls(found: readonly Candidate[], isTogetherBetter: boolean, most: number): readonly string[] {
  const sorted = found.toSorted((a, b) => b.score - a.score)
  const least = sorted[most - 1]?.score ?? 0
  const canBeBetter = ({ score }: Candidate, at: number) =>
    at < most || (isTogetherBetter && score * SAME_SENTENCE_WEIGHT > least)
  return [...new Set(sorted.filter(canBeBetter).map(({ callId }) => callId))]
}

/** The records of the calls, as Gong sent them. */
async function detailsIn(ids: readonly string[], copy: SearchedCopy): Promise<ReadonlyMap<string, Row>> {
  const rows = await copy.rows(`SELECT call_id, raw FROM calls WHERE call_id IN (${IDS})`, { ids: ids.join() })
  return new Map(rows.map(({ call_id, raw }) => [String(call_id), isRow(raw) ? raw : {}]))
}

/** The transcripts of the calls, in the shape of getCallTranscripts. */
export async function transcriptsIn(ids: readonly string[], copy: SearchedCopy): Promise<readonly Row[]> {
  const rows = await copy.rows(
    `SELECT s.call_id, s.turn, s.speaker_id, s.start_ms, s.end_ms, s.text, t.topic
     FROM (SELECT * FROM sentences WHERE call_id IN (${IDS})) s
     LEFT JOIN (SELECT call_id, turn, topic FROM turns WHERE call_id IN (${IDS})) t USING (call_id, turn)
     ORDER BY s.call_id, s.turn, s.place`,
    { ids: ids.join() },
  )
  const calls = new Map<string, Map<string, { speakerId: Row[string]; topic: Row[string]; sentences: Row[] }>>()
  for (const { call_id, turn, speaker_id = null, topic = null, start_ms = null, end_ms = null, text = null } of rows) {
    const id = String(call_id)
    const turns = calls.get(id) ?? new Map()
    calls.set(id, turns)
    const one = turns.get(String(turn)) ?? { speakerId: speaker_id, topic, sentences: [] }
    turns.set(String(turn), one)
    one.sentences.push({ start: start_ms, end: end_ms, text })
  }
  // In the order in which the calls were chosen.
  return ids.map((callId) => ({ callId, transcript: [...(calls.get(callId)?.values() ?? [])] }))
}
