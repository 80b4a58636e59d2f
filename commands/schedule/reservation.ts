import { dayOf, REQUESTS_A_DAY, scheduleSpender } from '../../src/api/quota.ts'
import { overriding } from '../../src/app/job/overriding.ts'
import type { Job } from '../../src/app/model/job.ts'
import { chooseCredential } from '../../src/credentials/choose-profile.ts'
import { Failure } from '../../src/lib/errors.ts'
import { formatCount } from '../../src/lib/spelling.ts'
import { homeVariables } from '../../src/schedule/clean-run.ts'
import { nextRun } from '../../src/schedule/cron-expression.ts'
import type { Schedule } from '../../src/schedule/schedules.ts'
import { reserveRequests } from '../../src/state/pacing.ts'

/**
 * What is to be kept for a schedule.
 *
 * @param profile that its line names
 * @throws Failure `usage` for more than a day has, `auth` where no profile would be used
 */
export async function reservationFor(
  requests: number,
  profile: string | undefined,
  env: Schedule['env'],
  { context }: Pick<Job, 'context'>,
): Promise<Schedule['reserve']> {
  if (requests >= REQUESTS_A_DAY)
    throw new Failure('usage', `--reserve: Gong allows ${formatCount(REQUESTS_A_DAY)} requests a day; leave some`)
  const { baseUrl } = await chooseCredential(
    overriding(context, { env: { value: { ...homeVariables(context), ...env } } }),
    profile,
  )
  return { requests, baseUrl }
}

/** Keeps the requests of a schedule from the day (UTC) of its next run on. */
export async function keepForNextRun(
  { name, cron, zone, reserve }: Schedule,
  { context }: Pick<Job, 'context'>,
): Promise<void> {
  if (reserve === undefined) return
  const next = nextRun(cron, zone, context.clock.now())
  const reservation = next === undefined ? undefined : { requests: reserve.requests, fromDay: dayOf(Date.parse(next)) }
  await reserveRequests(context, reserve.baseUrl, scheduleSpender(name), reservation)
}

/** Lets go of what is kept for a schedule. */
export async function keepNoMore({ name, reserve }: Schedule, { context }: Pick<Job, 'context'>): Promise<void> {
  if (reserve !== undefined) await reserveRequests(context, reserve.baseUrl, scheduleSpender(name), undefined)
}
