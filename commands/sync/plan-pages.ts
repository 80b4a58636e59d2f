import type { ReadClient } from '../../src/api/client.ts'
import { GONG_RATE } from '../../src/api/pace.ts'
import { toPage } from '../../src/api/page.ts'
import { REQUESTS_A_DAY } from '../../src/api/quota.ts'
import { toRequest } from '../../src/api/request.ts'
import type { Job } from '../../src/app/model/job.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { counted, formatCount } from '../../src/lib/spelling.ts'
import { utcTime } from '../../src/lib/utc-time.ts'
import { openExistingCopy } from '../../src/store/open-copy.ts'
import type { Store } from '../../src/store/store.ts'
import { unlistedSpans } from '../../src/store/sync/new-calls.ts'
import { type PlannedSubject, planSync } from '../../src/store/sync/plan.ts'
import type { SyncRequest } from '../../src/store/sync/sync.ts'
import { wantedSpan } from '../../src/store/sync/sync-calls.ts'
import type { CopyTarget } from '../../src/store/target.ts'

/** A plan that takes more of the day is asked about on a terminal. */
const LARGE = 2000

/** The plan as rows, for a dry run; nothing is sent. @param copy absent where there is none yet */
export async function* planPages(request: SyncRequest, job: Job, copy: CopyTarget | undefined): Pages {
  const nowMs = job.context.clock.now()
  if (copy === undefined) {
    await job.say('there is no copy yet: how many calls there are, the first request will tell')
    return yield { rows: request.subjects.map((subject) => ({ subject, requests: null, why: 'not known yet' })) }
  }
  const store = await openExistingCopy(job, copy)
  try {
    const plan = await planSync({ store, nowMs }, request.subjects, request)
    await job.say(sentence(plan, job))
    yield { rows: plan.map((one) => ({ ...one })) }
  } finally {
    await store.close()
  }
}

interface Planning {
  readonly store: Store
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
  const total = asked.subjects.includes('calls') ? await totalOfFirst(asked, planning) : undefined
  const request = { ...asked, ...(total !== undefined && { total }) }
  const plan = await planSync(planning, request.subjects, request)
  await job.say(sentence(plan, job))
  const requests = sum(plan)
  if (requests <= LARGE || globals.yes || !context.prompts.available || requests > globals.maxRequests) return request
  if (!(await context.prompts.confirm(`Send about ${formatCount(requests)} requests?`)))
    throw new Failure('declined', 'nothing was synced', { hint: 'gong sync --max-requests 2000' })
  return request
}

/** How many calls a copy that has none is about to get; a copy that has some knows about how many come in a day. */
async function totalOfFirst(request: SyncRequest, { store, read, nowMs }: Planning): Promise<number | undefined> {
  if ((await store.mark('calls.since')) !== undefined && request.sinceMs === undefined) return undefined
  let total = 0
  for (const { fromMs, toMs } of await unlistedSpans({ store }, await wantedSpan({ store, nowMs }, request))) {
    const answer = await read.exchange(toRequest(calls.details, { from: utcTime(fromMs), to: utcTime(toMs) }))
    total += toPage(calls.details, answer, false).total ?? 0
  }
  return total
}

function sentence(plan: readonly PlannedSubject[], { globals }: Job): string {
  const requests = sum(plan)
  if (requests === 0) return 'nothing has to be asked of Gong now'
  const rate = globals.rate || GONG_RATE
  const minutes = Math.ceil(requests / rate / 60)
  const share = Math.round((requests / REQUESTS_A_DAY) * 100)
  const parts = plan.filter((one) => one.requests > 0).map((one) => `${one.subject} ${formatCount(one.requests)}`)
  return `about ${counted(requests, 'request')} (${parts.join(', ')}), at least ${counted(minutes, 'minute')} at ${rate} a second, ${share} % of the day's ${formatCount(REQUESTS_A_DAY)}`
}

function sum(plan: readonly PlannedSubject[]): number {
  return plan.reduce((total, { requests }) => total + requests, 0)
}
