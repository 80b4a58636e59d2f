import { Failure } from '../errors.ts'
import type { Command, Job, Typed } from './command.ts'
import { type Calendar, checkWindow, toPeriod } from './dates.ts'
import { flagOf } from './globals.ts'
import type { Texts } from './lists.ts'

/**
 * Both ends of the window: from `--during`, from `--from` and `--to` (which is now when only the start was typed), or
 * the usual one, which is said. Things asked for by id get no window that they did not ask for.
 *
 * @throws Failure `usage` for two ways to say one end, or an end without a start
 */
export async function inWindow(
  command: Command,
  texts: Texts,
  calendar: () => Promise<Calendar>,
  job: Job,
): Promise<Texts> {
  const { window } = command
  if (window === undefined) return texts
  const [from, to] = [texts[window.from], texts[window.to]]
  if (typeof texts.during === 'string') {
    if (from !== undefined || to !== undefined) throw bothWays(window.from, window.to)
    const period = await toPeriod('--during', texts.during, await calendar())
    return { ...texts, [window.from]: period.from, [window.to]: period.to }
  }
  if (from === undefined && to === undefined) return await usual(command, texts, job)
  if (from === undefined) throw new Failure('usage', `${flagOf(window.to)} needs ${flagOf(window.from)} too`)
  return { ...texts, [window.from]: from, [window.to]: to ?? 'now' }
}

/** Refuses a window that cannot hold anything. @param values as they will be sent */
export function checkEnds({ window }: Command, values: Typed): void {
  const [from, to] = [values[window?.from ?? ''], values[window?.to ?? '']]
  if (window && typeof from === 'string' && typeof to === 'string')
    checkWindow(flagOf(window.from), from, flagOf(window.to), to)
}

/** Whether things were asked for in person: by id, or by a body of their own. Nothing unasked may narrow those. */
export function isExplicit(command: Command, texts: Texts): boolean {
  const settings = Array.isArray(texts.set) ? texts.set : []
  const byBody = texts.body !== undefined || settings.some((setting) => setting.startsWith('filter'))
  return byBody || command.arguments.some((name) => texts[name] !== undefined)
}

async function usual(command: Command, texts: Texts, job: Job): Promise<Texts> {
  const { window } = command
  if (window?.usual === undefined || isExplicit(command, texts)) return texts
  await job.say(`the last ${window.usual}; choose with --from, --to or --during`)
  return { ...texts, [window.from]: window.usual, [window.to]: 'now' }
}

function bothWays(from: string, to: string): Failure {
  return new Failure('usage', `--during sets both ends: leave ${flagOf(from)} and ${flagOf(to)} away`)
}
