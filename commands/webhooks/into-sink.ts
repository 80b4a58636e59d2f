import type { Job } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import { recordCopy } from '../../src/state/known-copies.ts'
import { ledgerFacts } from '../../src/store/ledger/ledger-facts.ts'
import { seen } from '../../src/store/ledger/transitions.ts'
import { openCopy } from '../../src/store/open-copy.ts'
import type { LedgerEntry, Store } from '../../src/store/store.ts'
import { takeLease } from '../../src/store/sync/lease.ts'
import type { CopyTarget } from '../../src/store/target.ts'
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
    deliver: async (events) => {
      const store = await openCopy(job, copy)
      try {
        await recordCopy(job.context, copy.kind === 'postgres' ? copy.url : copy.path)
        await withLease(store, job, async () => {
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
async function withLease(store: Store, { context }: Job, work: () => Promise<void>): Promise<void> {
  const owner = Buffer.from(context.random(16)).toString('hex')
  const { clock, interrupted: signal } = context
  const lease = await takeLease(store, { owner, clock, signal, waitMs: 0 }).catch((error: unknown) => {
    throw error instanceof Failure && error.kind === 'declined' ? new SinkBusy(error.message) : error
  })
  try {
    await work()
  } finally {
    await lease.release().catch(() => undefined)
  }
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
