import { calls, transcripts } from '../../catalogue/calls.ts'
import { isRow, type Row } from '../../lib/rows.ts'
import { ledgerFacts } from '../ledger/ledger-facts.ts'
import { isKept, isThere } from '../ledger/transitions.ts'
import type { LedgerEntry, Store } from '../store.ts'
import { comparable, differingRows, exactJsonOrNothing, type RowDifference } from './compare-rows.ts'
import type { SyncContext } from './context.ts'
import { coveredOf, hiddenOf } from './covered.ts'
import { CALLS_A_REQUEST, callsById, listedCalls, transcriptsById } from './list-calls.ts'
import type { CheckedDifference } from './read-again.ts'
import { type TimeSpan, within } from './spans.ts'
import { monthsOf } from './sweep.ts'

/** What a month came to. */
export interface CheckedMonth {
  readonly month: string
  /** How many calls Gong counts, and of how many the copy has a row. */
  readonly gong: number
  readonly copy: number
  readonly awaitTranscript: number
  /** How many calls were read again and compared. */
  readonly sampled: number
  /** Calls that the copy is kept free of, and those whose record is still to be read. */
  readonly excluded: number
  readonly awaitDetails: number
  readonly differs: readonly CheckedDifference[]
}

/** Compares the recordings of calls with what the copy knows of them; those of the sample byte by byte. */
export type RecordingCheck = (
  callIds: readonly string[],
  sampled: ReadonlySet<string>,
) => Promise<readonly RowDifference[]>

/**
 * Asks Gong again, month by month, the latest first: how many calls there are, and for a random sample all that is known of them.
 * The rows of the copy are compared, not what its ledger says of them. Changes nothing.
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
  const rows = await callRows(context.store)
  for (const month of monthsOf({ fromMs: first.fromMs, toMs: last.toMs }))
    yield await checkMonth(context, month, within(month, covered), { rate, recordings, rows })
}

interface Checking {
  readonly rate: number
  readonly recordings: RecordingCheck | undefined
  /** When the calls of the table of calls began, ms, by their ids. */
  readonly rows: ReadonlyMap<string, number>
}

async function callRows(store: Pick<Store, 'find'>): Promise<ReadonlyMap<string, number>> {
  const rows = await store.find('calls', ['call_id'], '.', ['call_id', 'started'])
  return new Map(rows.map(({ call_id: id, started }) => [String(id), instantMs(started)]))
}

/** @returns NaN where none can be read */
function instantMs(text: string | null | undefined): number {
  return Date.parse(String(comparable(text ?? '', 'instant')))
}

async function checkMonth(
  context: SyncContext,
  { fromMs }: TimeSpan,
  spans: readonly TimeSpan[],
  { rate, recordings, rows }: Checking,
): Promise<CheckedMonth> {
  const differs: CheckedDifference[] = []
  const entries: LedgerEntry[] = []
  let [gong, unknown] = [0, 0]
  for (const span of spans) {
    const there: LedgerEntry[] = []
    for await (const entry of context.store.ledger.between(span.fromMs, span.toMs))
      if (isThere(entry)) there.push(entry)
    const total = await totalOf(context, span)
    if (total !== there.length + (await hiddenIn(context, span)))
      differs.push(...(await strangers(context, span, there)))
    const orphans = await unknownRows(context, span, rows)
    differs.push(...orphans)
    unknown += orphans.length
    gong += total
    entries.push(...there)
  }
  const read = entries.filter((entry) => isKept(entry) && entry.fingerprint !== undefined)
  const kept = read.filter(({ callId }) => rows.has(callId))
  differs.push(...read.filter(({ callId }) => !rows.has(callId)).map(lostRow))
  const sample = kept.filter(() => context.random() < rate)
  for (let at = 0; at < sample.length; at += CALLS_A_REQUEST)
    differs.push(...(await compareCalls(context, sample.slice(at, at + CALLS_A_REQUEST))))
  if (recordings !== undefined) differs.push(...(await recordings(kept.map(idOf), new Set(sample.map(idOf)))))
  const excluded = entries.filter(({ state }) => state === 'excluded').length
  return {
    month: new Date(fromMs).toISOString().slice(0, 7),
    gong,
    copy: kept.length + unknown,
    awaitDetails: entries.length - read.length - excluded,
    awaitTranscript: entries.filter(({ steps }) => steps.transcript.state === 'waiting').length,
    excluded,
    sampled: sample.length,
    differs,
  }
}

function idOf({ callId }: LedgerEntry): string {
  return callId
}

/** A call that was read, and has no row any more; nor may the rest of it be there. */
function lostRow({ callId, steps }: LedgerEntry): RowDifference {
  return {
    callId,
    steps: steps.transcript.state === 'done' ? ['details', 'transcript'] : ['details'],
    what: 'calls: 0 of 1 rows',
  }
}

/** Rows of calls that the ledger does not know, or knows to be gone. */
async function unknownRows(
  { store }: SyncContext,
  { fromMs, toMs }: TimeSpan,
  rows: ReadonlyMap<string, number>,
): Promise<CheckedDifference[]> {
  const ids = [...rows].filter(([, startedMs]) => startedMs >= fromMs && startedMs < toMs).map(([id]) => id)
  const known = new Set((await store.ledger.get(ids)).filter(isThere).map(idOf))
  const unknown = ids.filter((id) => !known.has(id))
  return (await store.texts('calls', ['call_id', 'raw'], unknown)).map(({ call_id: id, raw }) => {
    const facts = ledgerFacts(parsed(raw))
    return {
      callId: String(id),
      steps: ['details', 'transcript'],
      what: 'calls: a row that the ledger does not know',
      ...(facts !== undefined && { facts }),
    }
  })
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
async function strangers(
  context: SyncContext,
  span: TimeSpan,
  there: readonly LedgerEntry[],
): Promise<CheckedDifference[]> {
  const ours = new Set(there.map(idOf))
  const theirs = new Set<string>()
  const differs: CheckedDifference[] = []
  for await (const { records } of listedCalls(context, span, 'basic'))
    for (const facts of records.map(ledgerFacts)) {
      if (facts === undefined || theirs.has(facts.callId)) continue
      const { callId } = facts
      theirs.add(callId)
      if (!ours.has(callId)) differs.push({ callId, steps: ['details'], what: 'is missing here', facts })
    }
  return [...differs, ...[...ours].filter((id) => !theirs.has(id)).map(notInGong)]
}

function notInGong(callId: string): RowDifference {
  return { callId, steps: ['details'], what: 'is not in Gong' }
}

async function compareCalls(context: SyncContext, entries: readonly LedgerEntry[]): Promise<readonly RowDifference[]> {
  const ids = entries.map(idOf)
  const { records } = await callsById(context, ids)
  const told = new Set(records.map((record) => ledgerFacts(record)?.callId))
  const [found, gone] = [ids.filter((id) => told.has(id)), ids.filter((id) => !told.has(id))]
  const rows = context.rowsOf(calls.details.id, records)
  const spoken = entries.filter(({ callId, steps }) => told.has(callId) && steps.transcript.state === 'done').map(idOf)
  return [
    ...gone.map(notInGong),
    ...(await differingRows(context.store, 'details', rows, found)),
    ...(spoken.length > 0 ? await compareTranscripts(context, spoken) : []),
  ]
}

async function compareTranscripts(context: SyncContext, ids: readonly string[]): Promise<readonly RowDifference[]> {
  const rows = context.rowsOf(transcripts.get.id, await transcriptsById(context, ids))
  return await differingRows(context.store, 'transcript', rows, ids)
}

function parsed(text: string | null | undefined): Row {
  const value = text === null || text === undefined ? undefined : exactJsonOrNothing(text)
  return isRow(value) ? value : {}
}
