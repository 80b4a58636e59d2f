import type { LocalJob } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import { counted } from '../../src/lib/spelling.ts'
import type { EventServerParts } from '../../src/webhooks/event-server.ts'
import type { Metrics } from '../../src/webhooks/metrics.ts'
import { reconcile } from '../../src/webhooks/reconcile.ts'
import type { Spool } from '../../src/webhooks/spool/spool.ts'
import type { ListenInput } from './listen-inputs.ts'

const EVERY_S = 3600
const OVERDUE_S = 6 * 3600

/** The comparison with Gong's list of calls, where there is a profile to ask with. @throws Failure `auth` where it was asked for, and there is none */
export async function reconciling(
  input: ListenInput,
  job: LocalJob,
  { spool, metrics }: { readonly spool: Spool; readonly metrics: Metrics },
): Promise<EventServerParts['reconcile']> {
  const everyMs = (input.reconcile ?? EVERY_S) * 1000
  if (everyMs === 0 || !(await hasProfile(input, job))) return undefined
  const overdueMs = (input.overdue ?? OVERDUE_S) * 1000
  let sinceMs = input.since === undefined ? undefined : Date.parse(input.since)
  const run = async () => {
    try {
      const nowMs = job.context.clock.now()
      const { missing } = await reconcile({ spool, read: job.read, nowMs, overdueMs, sinceMs })
      sinceMs = undefined
      metrics.add('gong_webhook_events_total', { source: 'reconcile' }, missing)
      metrics.add('gong_webhook_reconciliations_total', { outcome: 'done' })
      if (missing > 0) await job.warn(`made up for ${counted(missing, 'event')} that never came`)
    } catch (error) {
      metrics.add('gong_webhook_reconciliations_total', { outcome: 'failed' })
      const why = error instanceof Error ? error.message : String(error)
      if (!job.context.interrupted.aborted) await job.warn(`could not compare with the calls of Gong: ${why}`)
    }
  }
  return { everyMs, run }
}

async function hasProfile(input: ListenInput, job: LocalJob): Promise<boolean> {
  if (job.globals.sandbox || input.reconcile !== undefined || input.since !== undefined) {
    await job.chosen()
    return true
  }
  try {
    await job.chosen()
    return true
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'auth') throw error
    await job.warn('without a profile nothing makes up for events that never come')
    return false
  }
}
