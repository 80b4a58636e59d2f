import type { Job } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import { recordCopy } from '../../src/state/known-copies.ts'
import { ledgerFacts } from '../../src/store/ledger/ledger-facts.ts'
import { seen } from '../../src/store/ledger/transitions.ts'
import { openCopy } from '../../src/store/open-copy.ts'
import type { LedgerEntry, Store } from '../../src/store/store.ts'
import { withLease } from '../../src/store/sync/lease.ts'
import { type CopyTarget, targetText } from '../../src/store/target.ts'
import { type OutgoingEvent, type Sink, SinkBusy } from '../../src/webhooks/deliver/sink.ts'
import { callDataOf } from '../../src/webhooks/event.ts'
import { keepToCompany } from '../sync/keep-to-company.ts'

const BATCH = 200
/** Unused where a call is only seen: nothing is given up then. */
const GIVE_UP_MS = 0

/**
 * Notes the calls of events in the ledger of a copy, so that the next sync fetches them first. Nothing of a call itself is
 * written: what a copy must not hold is known by its whole record alone.
 */
export function intoSink(copy: CopyTarget, job: Job): Sink {
  return {
    ...{ name: 'into', batch: BATCH, parallel: 1, maxAttempts: Infinity },
    deliver: async (events, signal) => {
      // Not by Ctrl-C, after which what came is still handed on.
      const delivering = deliveringJob(job, signal)
      const store = await openCopy(delivering, copy)
      try {
        await recordCopy(job.context, targetText(copy))
        await withFreeLease(store, delivering, async () => {
          await keepToCompany(store, copy, job)
          await store.commit({ ledger: await entriesOf(events, store, job) })
        })
      } finally {
        await store.close()
      }
    },
  }
}

/** @throws SinkBusy while a sync has the lease */
async function withFreeLease(
  store: Store,
  job: ReturnType<typeof deliveringJob>,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await withLease(store, { ...job, globals: { lockWaitMs: 0 } }, work)
  } catch (error) {
    throw error instanceof Failure && error.kind === 'declined' ? new SinkBusy(error.message) : error
  }
}

/** The part of a job that a copy is changed with, until `signal` is aborted. */
function deliveringJob({ context, globals, about, argv, say }: Job, signal: AbortSignal) {
  const { loadDuckDb, connectPostgres, env, files, clock, random, allowDrain } = context
  const until = { loadDuckDb, connectPostgres, env, files, clock, random, allowDrain, interrupted: signal }
  return { context: until, globals, about, argv, say }
}

async function entriesOf(events: readonly OutgoingEvent[], store: Store, job: Job): Promise<readonly LedgerEntry[]> {
  const facts = events.flatMap(({ body }) => {
    const call = callDataOf(body)
    return (call && ledgerFacts(call)) ?? []
  })
  const known = await store.ledger.get(facts.map(({ callId }) => callId))
  const entries = new Map(known.map((entry) => [entry.callId, entry]))
  const moment = { nowMs: job.context.clock.now(), random: () => 0, giveUpMs: GIVE_UP_MS }
  for (const one of facts) entries.set(one.callId, seen(entries.get(one.callId), one, moment))
  return [...entries.values()]
}
