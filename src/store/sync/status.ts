import type { Row } from '../../lib/rows.ts'
import { utcTime } from '../../lib/utc-time.ts'
import { type LedgerEntry, type LedgerStep, type Store, steps } from '../store.ts'
import { coveredOf } from './covered.ts'

/** The fields of a row of `sync status`. */
export const STATUS_FIELDS = [
  'month',
  'calls',
  'awaitDetails',
  'awaitTranscript',
  'awaitSummary',
  'awaitMedia',
  'settled',
  'gone',
  'excluded',
] as const

/** What a copy has of each month, the latest first. */
export async function statusRows(store: Store): Promise<readonly Row[]> {
  return (await store.ledger.counts()).map(({ month, seen, awaiting, settled, gone, excluded }) => ({
    month,
    calls: seen - gone - excluded,
    awaitDetails: awaiting.details,
    awaitTranscript: awaiting.transcript,
    awaitSummary: awaiting.summary,
    awaitMedia: awaiting.media,
    settled,
    gone,
    excluded,
  }))
}

/** The call that has been awaited longest. */
export interface OldestAwaited {
  readonly callId: string
  readonly started: string
  readonly step: LedgerStep
  readonly attempts: number
  readonly due: string
}

const EVERY = 1e9
/** The longest due are looked at, and a call that is older than all of them is among them for all that matters. */
const MOST = 1000

/** The oldest call that something is awaited of. */
export async function oldestAwaited(store: Store): Promise<OldestAwaited | undefined> {
  const found: (readonly [LedgerEntry, LedgerStep])[] = []
  for (const step of steps)
    for (const entry of await store.ledger.due(EVERY * 1e6, step, MOST)) found.push([entry, step])
  const [oldest] = found.sort(([a], [b]) => a.startedMs - b.startedMs)
  if (oldest === undefined) return undefined
  const [{ callId, startedMs, steps: progress }, step] = oldest
  const { attempts, dueMs = 0 } = progress[step]
  return { callId, started: utcTime(startedMs), step, attempts, due: utcTime(dueMs) }
}

/** From when until when all calls were listed, gaps in between. */
export async function coveredText(store: Store): Promise<string> {
  const spans = await coveredOf(store)
  return spans.map(({ fromMs, toMs }) => `${utcTime(fromMs)} to ${utcTime(toMs)}`).join(', ')
}
