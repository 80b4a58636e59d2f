import { type Calendar, checkWindow, toDay, toPeriod } from '../lib/dates.ts'
import { Failure } from '../lib/errors.ts'
import type { Command } from './command.ts'
import { isExplicit } from './explicit.ts'
import type { Typed } from './inputs.ts'
import type { Job } from './job.ts'
import { flagOf } from './labels.ts'
import type { Texts } from './lists.ts'

/**
 * Both ends of the window: from `--during`, from `--from` and `--to` (which is now when only the start was typed), or
 * the default one, with a note. An end alone means everything before it, where Gong needs no start. Things asked for by id get no window that they did not ask for.
 *
 * @throws Failure `usage` for two ways to say one end, an end without a start, or none where Gong wants both
 */
export async function withWindow(
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
  if (from === undefined && to === undefined) return await defaultWindow(command, texts, job)
  if (from === undefined && command.inputs[window.from]?.required !== true) return texts
  if (from === undefined) throw new Failure('usage', `${flagOf(window.to)} needs ${flagOf(window.from)} too`)
  return { ...texts, [window.from]: from, [window.to]: to ?? 'now' }
}

/**
 * Cuts whole days off at today in the zone, and says so: only numbers are asked for by days, and Gong refuses those
 * whose end lies after today (quirk 40).
 *
 * @param values as they would be sent
 * @param texts as they were typed, with both ends
 * @throws Failure `usage` for a window that begins today or later: no day of it is whole yet
 */
export async function upToToday(
  { inputs, window }: Command,
  values: Typed,
  texts: Texts,
  calendar: () => Promise<Calendar>,
  job: Job,
): Promise<Typed> {
  const days = Object.keys(inputs).filter((name) => inputs[name]?.kind === 'day' && values[name] !== undefined)
  if (days.length === 0) return values
  const today = await toDay('--to', 'today', await calendar())
  const label = (end: string) => (texts.during === undefined ? flagOf(end) : `--during ${texts.during}`)
  const starts = days.filter((name) => /from$/i.test(name))
  const early = starts.find((name) => String(values[name]) > today || (name === window?.from && values[name] === today))
  if (early !== undefined)
    throw notYet(early === window?.from ? label(early) : flagOf(early), String(values[early]), today)
  const late = days.filter((name) => String(values[name]) > today)
  for (const name of late) {
    const flag = name === window?.to ? label(name) : flagOf(name)
    await job.say(`${flag}: Gong counts only the days before today, so ${today} stands for ${values[name]}`)
  }
  return { ...values, ...Object.fromEntries(late.map((name) => [name, today])) }
}

/**
 * Refuses a window that cannot hold anything.
 *
 * @param values as they will be sent
 * @param now milliseconds since the epoch
 * @throws Failure `usage` for an end before its start, and for a start that is still to come
 */
export function checkEnds({ window }: Command, values: Typed, now: number): void {
  const [from, to] = [values[window?.from ?? ''], values[window?.to ?? '']]
  if (window === undefined || typeof from !== 'string') return
  const flag = flagOf(window.from)
  if (Date.parse(from) > now)
    throw new Failure('usage', `${flag} ${from} is still to come: nothing is there yet`, { hint: `${flag} 7d` })
  if (typeof to === 'string') checkWindow(flag, from, flagOf(window.to), to)
}

async function defaultWindow(command: Command, texts: Texts, job: Job): Promise<Texts> {
  const { window, inputs } = command
  if (window === undefined) return texts
  if (window.usual === undefined) {
    const isMust = inputs[window.from]?.required === true && texts.body === undefined && texts.set === undefined
    if (isMust) throw noStart(flagOf(window.from))
    return texts
  }
  if (isExplicit(command, texts)) return texts
  await job.say(`the last ${window.usual}; choose with --from, --to or --during`)
  return { ...texts, [window.from]: window.usual, [window.to]: 'now' }
}

function noStart(flag: string): Failure {
  return new Failure('usage', `${flag} is missing`, { hint: `${flag} 30d, or --during last-month` })
}

function notYet(flag: string, start: string, today: string): Failure {
  const message = `${flag} begins at ${start}, but Gong counts only the days before today, ${today}`
  return new Failure('usage', message, { hint: /^--(from|during)/.test(flag) ? '--during yesterday' : `${flag} 7d` })
}

function bothWays(from: string, to: string): Failure {
  return new Failure('usage', `--during sets both ends: leave ${flagOf(from)} and ${flagOf(to)} away`)
}
