import { countOn, keptOn, REQUESTS_A_DAY } from '../../src/api/quota.ts'
import { spenderOf } from '../../src/app/model/environment.ts'
import type { Job } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import { quotaOf } from '../../src/state/pacing.ts'

/** What is left to people and other programs of the company. */
const LEFT_TO_OTHERS = REQUESTS_A_DAY / 10
/** The quota is read again after so many questions. */
const QUESTIONS = 20

/** The requests that an archive may send today, and on a day that nobody else has used. */
export async function shareOfDay(job: Job): Promise<{ readonly today: number; readonly aDay: number }> {
  const { context } = job
  const quota = await quotaOf(context, (await job.chosen()).baseUrl)
  const nowMs = context.clock.now()
  const own = spenderOf(context.env, 'archive')
  const kept = Object.entries(keptOn(quota, nowMs)).reduce((sum, [name, count]) => sum + (name === own ? 0 : count), 0)
  const aDay = REQUESTS_A_DAY - LEFT_TO_OTHERS - kept
  return { today: Math.max(0, aDay - countOn(quota, nowMs)), aDay: Math.max(1, aDay) }
}

/** Asked before each page. @returns what throws `limited` once only the share of others is left of the day */
export function dayGuard(job: Job): () => Promise<void> {
  let questions = 0
  return async () => {
    questions += 1
    if (job.globals.sandbox || questions % QUESTIONS !== 1) return
    if ((await shareOfDay(job)).today > 0) return
    throw new Failure('limited', "the rest of today's requests is left to others", {
      hint: 'the next day begins at 00:00 UTC; gong doctor --quota shows who spent them',
    })
  }
}
