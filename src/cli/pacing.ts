import type { Context } from '../context.ts'
import { Failure } from '../errors.ts'
import { type Pace, pace, sharedPace } from '../gong/pace.ts'
import type { Voice } from './voice.ts'

/**
 * The pace that all processes of this machine keep together. Where its log cannot be written the run goes on, with a word
 * about it, at a pace of its own.
 *
 * @param rate requests a second; 0 for none
 */
export function pacing(context: Context, baseUrl: string, rate: number, voice: Voice): Pace {
  const alone = pace(context.clock, rate)
  if (rate === 0) return alone
  let keep: Pace | undefined
  return async (signal) => {
    try {
      keep ??= await together(context, baseUrl, rate, voice)
      return await keep(signal)
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'usage') throw error
      keep = alone
      await voice.note(
        `other runs of gong do not know of this one, and may pass Gong's limit with it: ${error.message}`,
      )
      return await alone(signal)
    }
  }
}

async function together({ clock, files, env }: Context, baseUrl: string, rate: number, voice: Voice): Promise<Pace> {
  const { stateFolder } = await import('../profiles/folders.ts')
  const path = `${stateFolder(env)}/pace/${encodeURIComponent(new URL(baseUrl).host)}.json`
  return sharedPace(clock, files, path, rate, (today) =>
    voice.debug(`request ${today} of today; Gong allows 10,000 a day`),
  )
}
