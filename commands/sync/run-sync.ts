import type { Credential, Job } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import { counted } from '../../src/lib/spelling.ts'
import { recordCopy } from '../../src/state/known-copies.ts'
import { openCopy } from '../../src/store/open-copy.ts'
import { withoutExcluded } from '../../src/store/purge/without-excluded.ts'
import { changeOf } from '../../src/store/rows/change-of.ts'
import type { Store } from '../../src/store/store.ts'
import { gongClock } from '../../src/store/sync/gong-clock.ts'
import { withLease } from '../../src/store/sync/lease.ts'
import { syncRows } from '../../src/store/sync/result.ts'
import { type SyncOutcome, type SyncParts, type SyncRequest, syncCopy } from '../../src/store/sync/sync.ts'
import { type CopyTarget, targetText } from '../../src/store/target.ts'
import { exclusionsOf } from './copy-exclusions.ts'
import { keepRules } from './keep-rules.ts'
import { keepToCompany } from './keep-to-company.ts'
import { openTogether, type Together } from './open-together.ts'
import { agreeToPlan } from './plan-pages.ts'
import { recordingsBeside, tidyRecordings } from './recording-folder.ts'

/** A clock that differs by more is worth a sentence. */
const WORTH_SAYING_MS = 60 * 60_000

export interface SyncResult {
  readonly outcome: SyncOutcome
  /** Of each subject, with RESULT_FIELDS. */
  readonly rows: readonly Row[]
}

/** Runs a sync with the lease of the copy. @throws Failure `declined` while another run has it, or nobody agrees to a large plan */
export async function runSync(
  request: SyncRequest,
  exclude: readonly string[] | undefined,
  job: Job,
  copy: CopyTarget,
): Promise<SyncResult> {
  // Without a credential no file is made.
  await job.chosen()
  const store = await openCopy(job, copy)
  const target = targetText(copy)
  await recordCopy(job.context, target)
  try {
    return await withLease(store, job, async (hold) => {
      await keepToCompany(store, copy, job)
      await eraseWhatIsLeft(store, target, hold, job)
      if (exclude !== undefined) await keepRules(exclude, store, job)
      const outcome = await syncTogether(request, job, copy, { store, hold })
      await tidyRecordings(store, copy, job)
      return { outcome, rows: await syncRows(outcome, job.requestCount()) }
    })
  } finally {
    await store.close()
  }
}

/** What Gong has erased, and a run that died did not remove from here. */
async function eraseWhatIsLeft(store: Store, target: string, hold: SyncParts['hold'], job: Job): Promise<void> {
  const { copiesOf } = await import('../privacy/each-copy.ts')
  const known = (await copiesOf(job)).find((one) => one.target === target)
  if (known === undefined) return
  const { finishErasures } = await import('../privacy/erase-in-copy.ts')
  await finishErasures(store, known, { hold, people: [], job })
}

async function syncTogether(request: SyncRequest, job: Job, copy: CopyTarget, held: Held): Promise<SyncOutcome> {
  const credential = await job.chosen()
  const { together, close } = await openTogether(copy, credential.baseUrl, job)
  try {
    return await syncHeld(request, job, { ...held, copy, credential, together })
  } finally {
    await close()
  }
}

/** A copy whose lease this run has. */
interface Held {
  readonly store: Store
  readonly hold: SyncParts['hold']
}

interface Syncing extends Held, Pick<Together, 'together'> {
  readonly copy: CopyTarget
  readonly credential: Credential
}

async function syncHeld(request: SyncRequest, job: Job, syncing: Syncing): Promise<SyncOutcome> {
  const { store, hold, copy, credential, together } = syncing
  const { context } = job
  const clock = gongClock(context.clock, job.send)
  const read = job.readAs(credential, { send: clock.send, together })
  const agreed = await agreeToPlan(request, job, { store, read, nowMs: context.clock.now() })
  const random = () => (context.random(1)[0] ?? 0) / 255
  const recordings = request.subjects.includes('media') && { recordings: recordingsBeside(copy, job) }
  const parts = { read, store: withoutExcluded(store), rowsOf: changeOf, now: clock.now, random, hold, ...recordings }
  const outcome = await syncCopy({ ...parts, ...(await exclusionsOf(store, job)) }, agreed)
  if (Math.abs(clock.aheadMs()) > WORTH_SAYING_MS) await job.warn(clockSentence(clock.aheadMs()))
  if (context.interrupted.aborted) throw new Failure('interrupted', 'interrupted; the next gong sync goes on')
  return outcome
}

function clockSentence(aheadMs: number): string {
  const hours = counted(Math.round(Math.abs(aheadMs) / 3_600_000), 'hour')
  return `the clock of this machine is ${hours} ${aheadMs > 0 ? 'ahead of' : 'behind'} Gong's, which was believed`
}
