import type { ReadClient } from '../../src/api/client.ts'
import { GONG_RATE } from '../../src/api/pace.ts'
import { REQUESTS_A_DAY } from '../../src/api/quota.ts'
import type { Job } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { counted, formatCount } from '../../src/lib/spelling.ts'
import { openCopyIfThere } from '../../src/store/open-copy.ts'
import type { ReadableStore } from '../../src/store/store.ts'
import { learnTotals } from '../../src/store/sync/learn-totals.ts'
import { type PlannedSubject, planSync } from '../../src/store/sync/plan.ts'
import type { SyncRequest } from '../../src/store/sync/sync.ts'
import type { CopyTarget } from '../../src/store/target.ts'

/** A plan that takes more of the day is asked about on a terminal. */
const LARGE = 2000
export const PLAN_FIELDS = ['subject', 'requests', 'minutes', 'percentOfDay', 'why'] as const

/** What a copy that is not there yet tells. */
const NOTHING: ReadableStore = {
  mark: async () => undefined,
  texts: async () => [],
  ledger: { due: async () => [], get: async () => [], counts: async () => [], async *between() {} },
}

/** The plan as rows, for a dry run: Gong is asked how much there is where the copy cannot tell. */
export async function* planPages(request: SyncRequest, job: Job, copy: CopyTarget): Pages {
  const store = await openCopyIfThere(job, copy)
  try {
    if (store === undefined) await job.say('there is no copy yet, and a dry run makes none')
    const { plan } = await planOf(request, { store: store ?? NOTHING, read: job.read, nowMs: job.context.clock.now() })
    await job.say(sentence(plan, job))
    yield { rows: plan.map((one) => ({ ...one, ...costOf(one.requests, job) })) }
  } finally {
    await store?.close()
  }
}

interface Planning {
  readonly store: ReadableStore
  readonly read: ReadClient
  readonly nowMs: number
}

/**
 * Says the plan, and asks on a terminal where it is large.
 *
 * @returns what is to be done, with what Gong said of it
 * @throws Failure `declined` when nobody agrees
 */
export async function agreeToPlan(asked: SyncRequest, job: Job, planning: Planning): Promise<SyncRequest> {
  const { globals, context } = job
  const { plan, request } = await planOf(asked, planning)
  await job.say(sentence(plan, job))
  const requests = sum(plan)
  if (requests <= LARGE || globals.yes || !context.prompts.available || requests > globals.maxRequests) return request
  if (!(await context.prompts.confirm(`Send about ${formatCount(requests)} requests?`)))
    throw new Failure('declined', 'nothing was synced', { hint: 'gong sync --max-requests 2000' })
  return request
}

async function planOf(request: SyncRequest, { store, read, nowMs }: Planning) {
  const totals = await learnTotals({ store, nowMs }, request, read)
  const plan = await planSync({ store, nowMs }, request.subjects, request, totals)
  return { plan, request: { ...request, ...(totals.calls !== undefined && { total: totals.calls }) } }
}

function sentence(plan: readonly PlannedSubject[], job: Job): string {
  const requests = sum(plan)
  const { minutes, percentOfDay } = costOf(requests, job)
  const parts = plan.filter((one) => one.requests > 0).map((one) => `${one.subject} ${formatCount(one.requests)}`)
  const least = minutes < 1 ? 'less than a minute' : `at least ${counted(Math.ceil(minutes), 'minute')}`
  const share = percentOfDay < 1 ? 'less than 1' : Math.round(percentOfDay)
  return `about ${counted(requests, 'request')} (${parts.join(', ')}), ${least} at ${rateOf(job)} a second, ${share} % of the day's ${formatCount(REQUESTS_A_DAY)}`
}

/** What requests take: minutes at the pace, and percent of the requests of a day, with two digits. */
function costOf(requests: number, job: Job): { readonly minutes: number; readonly percentOfDay: number } {
  const digits = (value: number) => Math.round(value * 100) / 100
  return { minutes: digits(requests / rateOf(job) / 60), percentOfDay: digits((requests / REQUESTS_A_DAY) * 100) }
}

function rateOf({ globals }: Job): number {
  return globals.rate || GONG_RATE
}

function sum(plan: readonly PlannedSubject[]): number {
  return plan.reduce((total, { requests }) => total + requests, 0)
}
