import { parseExact } from '../../lib/exact-json.ts'
import { isRow, type Json, type Row } from '../../lib/rows.ts'
import { ledgerFacts } from '../ledger/ledger-facts.ts'
import { isThere } from '../ledger/transitions.ts'
import type { LedgerEntry } from '../store.ts'
import { differingPaths, spokenLine, spokenLines } from './compare.ts'
import type { SyncContext } from './context.ts'
import { coveredOf, hiddenOf } from './covered.ts'
import { CALLS_A_REQUEST, callsById, listedCalls, transcriptsById } from './list-calls.ts'
import { type TimeSpan, within } from './spans.ts'
import { monthsOf } from './sweep.ts'

/** What a month came to. */
export interface CheckedMonth {
  readonly month: string
  /** How many calls Gong counts, and how many the copy has. */
  readonly gong: number
  readonly copy: number
  readonly awaitTranscript: number
  /** How many calls were read again and compared. */
  readonly sampled: number
  /** What differs, such as `7782342274025937895 content.brief`. */
  readonly differs: readonly string[]
}

/**
 * Compares the recordings of calls with what the copy knows of them; those of the sample byte by byte.
 *
 * @returns what differs, a line each
 */
export type RecordingCheck = (callIds: readonly string[], sampled: ReadonlySet<string>) => Promise<readonly string[]>

/**
 * Asks Gong again, month by month, the latest first: how many calls there are, and for a random sample all that is known of them.
 * Changes nothing.
 *
 * @param rate of the sample, from 0 to 1
 */
export async function* checkCopy(
  context: SyncContext,
  rate: number,
  recordings?: RecordingCheck,
): AsyncGenerator<CheckedMonth> {
  const covered = await coveredOf(context.store)
  const [first, last] = [covered.at(0), covered.at(-1)]
  if (first === undefined || last === undefined) return
  for (const month of monthsOf({ fromMs: first.fromMs, toMs: last.toMs }))
    yield await checkMonth(context, month, within(month, covered), { rate, recordings })
}

async function checkMonth(
  context: SyncContext,
  { fromMs }: TimeSpan,
  spans: readonly TimeSpan[],
  { rate, recordings }: { readonly rate: number; readonly recordings: RecordingCheck | undefined },
): Promise<CheckedMonth> {
  const differs: string[] = []
  const entries: LedgerEntry[] = []
  let gong = 0
  for (const span of spans) {
    const there: LedgerEntry[] = []
    for await (const entry of context.store.ledger.between(span.fromMs, span.toMs))
      if (isThere(entry)) there.push(entry)
    const total = await totalOf(context, span)
    if (total !== there.length + (await hiddenIn(context, span)))
      differs.push(...(await strangers(context, span, there)))
    gong += total
    entries.push(...there)
  }
  const kept = entries.filter(({ state, fingerprint }) => state !== 'excluded' && fingerprint !== undefined)
  const sample = kept.filter(() => context.random() < rate)
  for (let at = 0; at < sample.length; at += CALLS_A_REQUEST)
    differs.push(...(await compareCalls(context, sample.slice(at, at + CALLS_A_REQUEST))))
  if (recordings !== undefined) {
    const sampled = new Set(sample.map(({ callId }) => callId))
    differs.push(
      ...(await recordings(
        kept.map(({ callId }) => callId),
        sampled,
      )),
    )
  }
  return {
    month: new Date(fromMs).toISOString().slice(0, 7),
    gong,
    copy: entries.length,
    awaitTranscript: entries.filter(({ steps }) => steps.transcript.state === 'waiting').length,
    sampled: sample.length,
    differs,
  }
}

async function totalOf(context: SyncContext, span: TimeSpan): Promise<number> {
  for await (const { total } of listedCalls(context, span, 'basic')) return total
  return 0
}

async function hiddenIn({ store }: SyncContext, { fromMs, toMs }: TimeSpan): Promise<number> {
  const inside = (await hiddenOf(store)).filter((one) => one.fromMs >= fromMs && one.toMs <= toMs)
  return inside.reduce((sum, { count }) => sum + count, 0)
}

/** The calls that only one of both has. */
async function strangers(context: SyncContext, span: TimeSpan, there: readonly LedgerEntry[]): Promise<string[]> {
  const ours = new Set(there.map(({ callId }) => callId))
  const theirs = new Set<string>()
  for await (const { records } of listedCalls(context, span, 'basic'))
    for (const record of records) theirs.add(ledgerFacts(record)?.callId ?? '')
  const missing = [...theirs].filter((id) => !ours.has(id)).map((id) => `${id} is missing here`)
  return [...missing, ...[...ours].filter((id) => !theirs.has(id)).map((id) => `${id} is not in Gong`)]
}

async function compareCalls(context: SyncContext, entries: readonly LedgerEntry[]): Promise<string[]> {
  const ids = entries.map(({ callId }) => callId)
  const { records } = await callsById(context, ids)
  const told = new Map(records.map((record) => [ledgerFacts(record)?.callId, record]))
  const kept = new Map(
    (await context.store.texts('calls', ['call_id', 'raw'], ids)).map((row) => [row.call_id, row.raw]),
  )
  const differs = ids.flatMap((id) => {
    const record = told.get(id)
    if (record === undefined) return [`${id} is not in Gong`]
    return differingPaths(parsed(kept.get(id)), record).map((path) => `${id} ${path}`.trim())
  })
  return [...differs, ...(await compareTranscripts(context, entries))]
}

async function compareTranscripts(context: SyncContext, entries: readonly LedgerEntry[]): Promise<string[]> {
  const ids = entries.filter(({ steps }) => steps.transcript.state === 'done').map(({ callId }) => callId)
  if (ids.length === 0) return []
  const told = new Map((await transcriptsById(context, ids)).map((record) => [String(record.callId), record]))
  const columns = ['call_id', 'turn', 'place', 'speaker_id', 'start_ms', 'end_ms', 'text']
  const kept = new Map<string, Row[]>()
  for (const row of await context.store.texts('sentences', columns, ids)) {
    const id = String(row.call_id)
    kept.set(id, [...(kept.get(id) ?? []), row])
  }
  return ids.flatMap((id) => {
    const ours = (kept.get(id) ?? []).sort(inOrder)
    const lines = ours.map((row) => spokenLine(row.speaker_id, row.start_ms, row.end_ms, row.text))
    const theirs = spokenLines(told.get(id))
    if (lines.length !== theirs.length) return [`${id} transcript: ${lines.length} of ${theirs.length} sentences`]
    const at = lines.findIndex((line, index) => line !== theirs[index])
    return at < 0 ? [] : [`${id} transcript: sentence ${at}`]
  })
}

function inOrder(one: Row, other: Row): number {
  return Number(one.turn) - Number(other.turn) || Number(one.place) - Number(other.place)
}

function parsed(text: string | null | undefined): Json | undefined {
  const value = text === null || text === undefined ? undefined : parseExact(text)
  return isRow(value) ? value : undefined
}
