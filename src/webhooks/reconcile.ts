import type { ReadClient } from '../api/client.ts'
import { toPage } from '../api/page.ts'
import { toRequest } from '../api/request.ts'
import { calls } from '../catalogue/calls.ts'
import type { Row } from '../lib/rows.ts'
import { utcTime } from '../lib/utc-time.ts'
import { readEvent, syntheticBody } from './event.ts'
import type { Spool } from './spool/spool.ts'

const HOUR_MS = 3_600_000
/** A call may be uploaded long after it was held: so much of what was compared is compared again. */
const LOOK_BACK_MS = 48 * HOUR_MS
/** The marks of a spool: since when calls are compared, and until when they were. */
const SINCE = 'reconcile-since'
const UNTIL = 'reconciled-until'

export interface ReconcileParts {
  readonly spool: Spool
  readonly read: ReadClient
  readonly nowMs: number
  /** How long after its end the event of a call may take. */
  readonly overdueMs: number
  /** From when calls are compared; the first start on this spool when left out. */
  readonly sinceMs?: number | undefined
}

/** What came of a comparison. */
export interface Reconciled {
  /** Calls that Gong has. */
  readonly calls: number
  /** Events that were made up for. */
  readonly missing: number
}

/**
 * Compares the calls that Gong lists with the events that came, and puts an event of its own in place of each that is overdue:
 * Gong does not promise to send one again.
 */
export async function reconcile({ spool, read, nowMs, overdueMs, sinceMs }: ReconcileParts): Promise<Reconciled> {
  const toMs = nowMs - overdueMs
  // A mark of the future is one of a clock that has been set back since.
  const began = Math.min(nowMs, sinceMs ?? spool.mark(SINCE) ?? nowMs)
  if (spool.mark(SINCE) !== began) await spool.setMark(SINCE, began)
  const until = spool.mark(UNTIL)
  const fromMs =
    sinceMs !== undefined || until === undefined ? began : Math.max(began, Math.min(until, toMs) - LOOK_BACK_MS)
  const counts = { calls: 0, missing: 0 }
  if (fromMs >= toMs) return counts
  for await (const call of listedCalls(read, fromMs, toMs)) {
    counts.calls += 1
    if (isOverdue(call, nowMs - overdueMs) && (await makeUpFor(call, spool, nowMs))) counts.missing += 1
  }
  await spool.setMark(UNTIL, toMs)
  return counts
}

async function* listedCalls(read: ReadClient, fromMs: number, toMs: number): AsyncGenerator<Row> {
  const request = toRequest(calls.list, { from: utcTime(fromMs), to: utcTime(toMs) })
  for await (const answer of read.follow(request)) yield* toPage(calls.list, answer, false).rows
}

/** By its end, which is when Gong begins to work on it. */
function isOverdue({ started, duration }: Row, beforeMs: number): boolean {
  const seconds = typeof duration === 'number' ? duration : 0
  return typeof started === 'string' && Date.parse(started) + seconds * 1000 <= beforeMs
}

async function makeUpFor(call: Row, spool: Spool, nowMs: number): Promise<boolean> {
  const event = readEvent(syntheticBody(call), 'reconcile', nowMs)
  if (event === undefined || spool.hasCall(event.head.callId)) return false
  return (await spool.receive(event)) === 'new'
}
