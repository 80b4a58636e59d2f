import { checkWindow } from '../../lib/check-window.ts'
import { Failure } from '../../lib/errors.ts'
import { type Calendar, toDay } from '../../lib/resolve-time.ts'
import type { Command } from '../model/command.ts'
import type { Texts } from '../model/expand-lists.ts'
import type { Typed } from '../model/inputs.ts'
import type { Job } from '../model/job.ts'
import { flagOf } from '../model/labels.ts'

/** The day that is not over yet. */
interface Today {
  readonly end: string
  /** IANA name of its zone, where that is not the reader's. */
  readonly zone?: string
}

/** The day of the reader. */
export async function todayIn(calendar: () => Promise<Calendar>): Promise<Today> {
  return { end: await toDay('--to', 'today', await calendar()) }
}

/** The names of the inputs that are whole days and were given: only numbers are asked for by days. */
export function daysIn({ inputs }: Pick<Command, 'inputs'>, values: Typed): readonly string[] {
  return Object.keys(inputs).filter((name) => inputs[name]?.kind === 'day' && values[name] !== undefined)
}

/**
 * Cuts whole days off at today, and says so: Gong refuses those whose end lies after today (quirk 40).
 *
 * @param values as they would be sent
 * @param texts as they were typed, with both ends
 * @throws Failure `usage` for a window that begins today or later: no day of it is whole yet
 */
export async function upToToday(
  command: Command,
  values: Typed,
  texts: Texts,
  findToday: () => Promise<Today>,
  job: Pick<Job, 'say'>,
): Promise<Typed> {
  const { window } = command
  const days = daysIn(command, values)
  if (days.length === 0) return values
  const { end: today, zone } = await findToday()
  const label = (end: string) => (texts.during === undefined ? flagOf(end) : `--during ${texts.during}`)
  const starts = days.filter((name) => /from$/i.test(name))
  const early = starts.find((name) => String(values[name]) > today || (name === window?.from && values[name] === today))
  if (early !== undefined)
    throw notYet(
      early === window?.from ? label(early) : flagOf(early),
      String(values[early]),
      zone === undefined ? today : `${today} in ${zone}`,
    )
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

function notYet(flag: string, start: string, today: string): Failure {
  const message = `${flag} begins at ${start}, but Gong counts only the days before today, ${today}`
  return new Failure('usage', message, { hint: /^--(from|during)/.test(flag) ? '--during yesterday' : `${flag} 7d` })
}
