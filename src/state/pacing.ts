import { countToday, type Pace, pace, sentToday, sharedPace } from '../api/pace.ts'
import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'

/** Where this says what it could not do, and how many requests there were. */
interface PaceLog {
  note(line: string): Promise<void>
  debug(line: string): Promise<void>
}

/** Requests of this run that nothing has counted yet, by address. */
export type Unpaced = Map<string, number>

/**
 * The pace that all processes of this machine keep together. Where its log cannot be written the run goes on, with a word
 * about it, at a pace of its own.
 *
 * @param rate requests a second; 0 for none: what goes to a stand-in for Gong is then counted at the end alone
 */
export function pacing(context: Context, baseUrl: string, rate: number, logger: PaceLog, unpaced: Unpaced): Pace {
  const alone = pace(context.clock, rate)
  if (rate === 0 && !isGongs(baseUrl))
    return async (signal) => {
      unpaced.set(baseUrl, (unpaced.get(baseUrl) ?? 0) + 1)
      return await alone(signal)
    }
  let keep: Pace | undefined
  return async (signal) => {
    try {
      keep ??= await together(context, baseUrl, rate, logger)
      return await keep(signal)
    } catch (error) {
      if (!isUnwritable(error)) throw error
      keep = alone
      if (rate > 0)
        await logger.note(
          `other runs of gong do not know of this one, and may pass Gong's limit with it: ${error.message}`,
        )
      return await alone(signal)
    }
  }
}

async function together(context: Context, baseUrl: string, rate: number, logger: PaceLog): Promise<Pace> {
  return sharedPace(context.clock, context.files, await logOf(context, baseUrl), rate, (today) =>
    logger.debug(`request ${today} of today; Gong allows 10,000 a day`),
  )
}

/** Counts at the end of a run what it has sent without a pace: a lock for each request would slow them down. */
export async function countUnpaced(context: Context, unpaced: Unpaced): Promise<void> {
  for (const [baseUrl, requests] of unpaced)
    try {
      await countToday(context.clock, context.files, await logOf(context, baseUrl), requests)
    } catch (error) {
      if (!isUnwritable(error)) throw error
    }
}

function isUnwritable(error: unknown): error is Failure {
  return error instanceof Failure && (error.kind === 'usage' || error.kind === 'local')
}

/** How many requests to an address the processes of this machine have sent today (UTC). */
export async function sentTodayTo(context: Context, baseUrl: string): Promise<number> {
  return await sentToday(context.clock, context.files, await logOf(context, baseUrl))
}

/** One log an address: the limit is a company's, and a company has an address of its own. */
async function logOf({ env }: Context, baseUrl: string): Promise<string> {
  const { stateFolder } = await import('../platform/folders.ts')
  return `${stateFolder(env)}/pace/${encodeURIComponent(new URL(baseUrl).host)}.json`
}

function isGongs(baseUrl: string): boolean {
  return /(^|\.)gong\.io$/.test(new URL(baseUrl).hostname)
}
