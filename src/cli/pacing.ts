import type { Context } from '../context.ts'
import { Failure } from '../errors.ts'
import { type Pace, pace, sentToday, sharedPace } from '../gong/pace.ts'
import type { Voice } from './voice.ts'

/**
 * The pace that all processes of this machine keep together. Where its log cannot be written the run goes on, with a word
 * about it, at a pace of its own.
 *
 * @param rate requests a second; 0 for none, and then a stand-in's requests are not counted either: they cost Gong nothing
 */
export function pacing(context: Context, baseUrl: string, rate: number, voice: Voice): Pace {
  const alone = pace(context.clock, rate)
  if (rate === 0 && !isGongs(baseUrl)) return alone
  let keep: Pace | undefined
  return async (signal) => {
    try {
      keep ??= await together(context, baseUrl, rate, voice)
      return await keep(signal)
    } catch (error) {
      if (!(error instanceof Failure) || (error.kind !== 'usage' && error.kind !== 'local')) throw error
      keep = alone
      if (rate > 0)
        await voice.note(
          `other runs of gong do not know of this one, and may pass Gong's limit with it: ${error.message}`,
        )
      return await alone(signal)
    }
  }
}

async function together(context: Context, baseUrl: string, rate: number, voice: Voice): Promise<Pace> {
  return sharedPace(context.clock, context.files, await logOf(context, baseUrl), rate, (today) =>
    voice.debug(`request ${today} of today; Gong allows 10,000 a day`),
  )
}

/** How many requests to an address the processes of this machine have sent today (UTC). */
export async function sentTodayTo(context: Context, baseUrl: string): Promise<number> {
  return await sentToday(context.clock, context.files, await logOf(context, baseUrl))
}

/** One log an address: the limit is a company's, and a company has an address of its own. */
async function logOf({ env }: Context, baseUrl: string): Promise<string> {
  const { stateFolder } = await import('../profiles/folders.ts')
  return `${stateFolder(env)}/pace/${encodeURIComponent(new URL(baseUrl).host)}.json`
}

function isGongs(baseUrl: string): boolean {
  return /(^|\.)gong\.io$/.test(new URL(baseUrl).hostname)
}
