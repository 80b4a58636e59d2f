import { type Pace, processPace, sharedPace } from '../api/pace.ts'
import { type ChangeLog, countToday, quotaIn, reserveIn } from '../api/pace-log.ts'
import { type Quota, REQUESTS_A_DAY, type Reservation } from '../api/quota.ts'
import { Failure } from '../lib/errors.ts'
import { formatCount } from '../lib/spelling.ts'
import type { Context } from '../platform/ports.ts'

/** For what could not be done, and the number of requests. */
interface PaceLogger {
  note(line: string): Promise<void>
  debug(line: string): Promise<void>
}

/** Requests of this run that are not in the pace log yet, by base URL. */
export type UncountedRequests = Map<string, number>

/** How fast a run may ask, and whose requests these are. */
interface PaceOptions {
  /** Requests a second; 0 for no limit: requests to a stand-in for Gong are then counted at the end of the run. */
  readonly rate: number
  readonly spender: string
  /** Keeps the pace together with other machines. */
  readonly together?: ((log: ChangeLog) => ChangeLog) | undefined
}

/**
 * The pace that all processes of this machine keep together, in a log on the disk. Where that cannot be written, the run
 * says so and keeps a pace of its own.
 */
export function paceFor(
  context: Context,
  baseUrl: string,
  options: PaceOptions,
  logger: PaceLogger,
  uncounted: UncountedRequests,
): Pace {
  const { rate } = options
  const ownPace = processPace(context.clock, rate)
  if (rate === 0 && !isGongHost(baseUrl))
    return async (signal) => {
      uncounted.set(baseUrl, (uncounted.get(baseUrl) ?? 0) + 1)
      return await ownPace(signal)
    }
  let current: Pace | undefined
  return async (signal) => {
    try {
      current ??= await openSharedPace(context, baseUrl, options, logger)
      return await current(signal)
    } catch (error) {
      if (!isUnwritable(error)) throw error
      current = ownPace
      if (rate > 0)
        await logger.note(
          `other runs of gong do not know of this one, and may pass Gong's limit with it: ${error.message}`,
        )
      return await ownPace(signal)
    }
  }
}

async function openSharedPace(
  context: Context,
  baseUrl: string,
  options: PaceOptions,
  logger: PaceLogger,
): Promise<Pace> {
  const onCount = (today: number) =>
    logger.debug(`request ${today} of today; Gong allows ${formatCount(REQUESTS_A_DAY)} a day`)
  return sharedPace(context.clock, context.files, await paceLogPath(context, baseUrl), { ...options, onCount })
}

/** Counts requests without a pace, at the end of the run: a lock for each of them would slow them down. */
export async function countRequests(context: Context, uncounted: UncountedRequests, spender: string): Promise<void> {
  for (const [baseUrl, requests] of uncounted)
    try {
      await countToday(context.clock, context.files, await paceLogPath(context, baseUrl), { spender, requests })
    } catch (error) {
      if (!isUnwritable(error)) throw error
    }
}

function isUnwritable(error: unknown): error is Failure {
  return error instanceof Failure && (error.kind === 'usage' || error.kind === 'local')
}

/** What the processes of this machine have sent to a base URL, and what is kept for whom. */
export async function quotaOf(context: Context, baseUrl: string): Promise<Quota> {
  return await quotaIn(context.files, await paceLogPath(context, baseUrl))
}

/** Keeps requests of a day for a spender; `undefined` lets them go. @throws Failure `usage` when the log cannot be had */
export async function reserveRequests(
  context: Context,
  baseUrl: string,
  spender: string,
  reservation: Reservation | undefined,
): Promise<void> {
  await reserveIn(context.clock, context.files, await paceLogPath(context, baseUrl), { spender, reservation })
}

/** One log for each host: the limit is a company's, and each company has its host. */
async function paceLogPath({ env }: Context, baseUrl: string): Promise<string> {
  const { stateFolder } = await import('../platform/folders.ts')
  return `${stateFolder(env)}/pace/${encodeURIComponent(new URL(baseUrl).host)}.json`
}

function isGongHost(baseUrl: string): boolean {
  return /(^|\.)gong\.io$/.test(new URL(baseUrl).hostname)
}
