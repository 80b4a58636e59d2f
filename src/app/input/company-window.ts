import type { Calendar } from '../../lib/resolve-time.ts'
import type { Command } from '../model/command.ts'
import type { Texts } from '../model/expand-lists.ts'
import type { Typed } from '../model/inputs.ts'
import type { Job } from '../model/job.ts'
import { checkedInputs } from './checked-inputs.ts'
import { lastSettledDay } from './company-zone.ts'
import { endOfWholeDays } from './whole-days.ts'
import { withWindow } from './window.ts'
import { daysIn, upToToday } from './window-limits.ts'

/** A line whose days are asked for. */
interface TypedDays {
  readonly command: Command
  readonly typed: Texts
  /** The reader's. */
  readonly calendar: Calendar
}

/**
 * Reads the days of a line once more by the calendar of the company, where it is still the day before there, and says so: Gong
 * would count a day that is not over as if it were. With `--tz` they keep their meaning, and are cut off.
 *
 * @param values with the days of the reader
 * @throws Failure `usage` for a window that begins on the company's today or later
 */
export async function upToCompanyToday(
  { command, typed, calendar }: TypedDays,
  values: Typed,
  job: Job,
): Promise<Typed> {
  const days = daysIn(command, values)
  const latest =
    days
      .map((name) => String(values[name]))
      .toSorted()
      .at(-1) ?? ''
  if (latest <= lastSettledDay(calendar.now)) return values
  const whole = await endOfWholeDays(typed.tz, calendar, job)
  if (whole.zone === undefined || latest <= whole.end) return values
  const silent = { ...job, say: async () => undefined }
  const texts = await withWindow(command, typed, async () => whole.calendar, silent)
  const inputs = Object.fromEntries(Object.entries(command.inputs).filter(([name]) => days.includes(name)))
  const again = await checkedInputs({ inputs, arguments: command.arguments }, texts, async () => whole.calendar)
  const cut = await upToToday(command, { ...values, ...again }, texts, async () => whole, silent)
  await job.say(`in ${whole.zone}, where the company is, ${whole.end} is not over${windowOf(command, cut)}`)
  return cut
}

function windowOf({ window }: Command, values: Typed): string {
  return window === undefined ? '' : `, so the window is ${values[window.from]} to ${values[window.to]}`
}
