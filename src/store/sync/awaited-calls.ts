import { Failure } from '../../lib/errors.ts'
import { AnswerTooLarge } from '../../platform/http-body.ts'
import type { LedgerEntry, LedgerStep } from '../store.ts'
import type { SyncContext, SyncTask } from './context.ts'
import { awaitLonger, keepTranscripts } from './keep-calls.ts'
import { CALLS_A_REQUEST, transcriptsById } from './list-calls.ts'
import { askForCalls } from './list-span.ts'
import { countsOf } from './tally.ts'

const DAY_MS = 86_400_000

/** What several tasks for the same step share. */
export interface Asking {
  /** The calls that another task is asking for. */
  readonly ids: Set<string>
  /** Whether calls are still being listed: then a request waits until it is full, though nothing waits longer than a day. */
  readonly isListing: () => boolean
}

/** Asks for the transcripts that are due, those that have waited longest first. */
export function dueTranscripts(context: SyncContext, asking: Asking): SyncTask {
  return batches(context, asking, ['transcript'], async (ids) =>
    keepTranscripts(context, ids, await transcriptsById(context, ids)),
  )
}

/** Asks for the records that are due: of calls of which only the basic facts are known, and of those without a summary. */
export function dueRecords(context: SyncContext, asking: Asking): SyncTask {
  return batches(context, asking, ['details', 'summary'], (ids) => askForCalls(context, ids, 'asked'))
}

function batches(
  context: SyncContext,
  asking: Asking,
  steps: readonly LedgerStep[],
  ask: (ids: readonly string[]) => Promise<void>,
): SyncTask {
  return {
    turn: async () => {
      // One task after the other, or two would choose the same calls.
      const ids = await context.exclusively(() => chooseBatch(context, asking, steps))
      if (ids.length === 0) return false
      try {
        await askInParts(ids, ask, async (refused, error) => {
          if (error instanceof AnswerTooLarge) tellTooLarge(context, steps, refused, error)
          await (steps.includes('transcript') ? keepTranscripts(context, refused, []) : awaitLonger(context, refused))
        })
      } finally {
        for (const id of ids) asking.ids.delete(id)
      }
      return true
    },
  }
}

/** What Gong refuses, and one call whose answer is too large, must not keep others from being asked for. */
async function askInParts(
  ids: readonly string[],
  ask: (ids: readonly string[]) => Promise<void>,
  refuse: (ids: readonly string[], error: unknown) => Promise<void>,
): Promise<void> {
  try {
    await ask(ids)
  } catch (error) {
    if (error instanceof AnswerTooLarge && ids.length > 1) {
      const half = Math.ceil(ids.length / 2)
      await askInParts(ids.slice(0, half), ask, refuse)
      return await askInParts(ids.slice(half), ask, refuse)
    }
    if (!isRefused(error)) throw error
    await refuse(ids, error)
  }
}

function tellTooLarge(
  { tally }: SyncContext,
  steps: readonly LedgerStep[],
  ids: readonly string[],
  error: AnswerTooLarge,
): void {
  const counts = countsOf(tally, steps.includes('transcript') ? 'transcripts' : 'calls')
  const { kind, message, hint } = error
  counts.failure = new Failure(kind, `call ${ids.join(', ')}: ${message}`, { ...(hint !== undefined && { hint }) })
}

async function chooseBatch(
  context: SyncContext,
  { ids: asked, isListing }: Asking,
  steps: readonly LedgerStep[],
): Promise<readonly string[]> {
  const due = (await dueEntries(context, steps, asked)).slice(0, CALLS_A_REQUEST)
  const oldestMs = due[0]?.dueMs ?? Number.POSITIVE_INFINITY
  if (due.length < CALLS_A_REQUEST && isListing() && context.nowMs - oldestMs < DAY_MS) return []
  const ids = due.map(({ callId }) => callId)
  for (const id of ids) asked.add(id)
  return ids
}

interface Due {
  readonly callId: string
  readonly dueMs: number
}

async function dueEntries(
  { store, nowMs }: SyncContext,
  steps: readonly LedgerStep[],
  asked: ReadonlySet<string>,
): Promise<readonly Due[]> {
  const found = new Map<string, Due>()
  for (const step of steps)
    for (const entry of await store.ledger.due(nowMs, step, CALLS_A_REQUEST + asked.size))
      if (!asked.has(entry.callId) && !found.has(entry.callId)) found.set(entry.callId, dueOf(entry, step))
  return [...found.values()].sort((a, b) => a.dueMs - b.dueMs)
}

function dueOf({ callId, steps }: LedgerEntry, step: LedgerStep): Due {
  return { callId, dueMs: steps[step].dueMs ?? 0 }
}

function isRefused(error: unknown): boolean {
  const isAnswer = error instanceof Failure && (error.kind === 'rejected' || error.kind === 'not-found')
  return isAnswer || error instanceof AnswerTooLarge
}
