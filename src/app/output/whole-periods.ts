import { CALENDAR_UNITS, type CalendarUnit, calendarPeriod, dayBefore, type Period } from '../../lib/calendar-period.ts'
import { Failure } from '../../lib/errors.ts'
import { localTimeFormatter } from '../../lib/local-time.ts'
import { toInstant } from '../../lib/resolve-time.ts'
import { calendarOf } from '../input/calendar.ts'
import { readWindow } from '../input/input.ts'
import { endOfWholeDays } from '../input/whole-days.ts'
import type { Raw } from '../model/inputs.ts'
import type { Invocation } from '../model/invocation.ts'
import type { Job } from '../model/job.ts'

/** The length of the periods that rows are about: that of --per, or the one among the words of --by. */
export function periodLength({ per, by }: Raw): CalendarUnit | undefined {
  const words = [per, by].flat().flatMap((one) => String(one).toLowerCase().split(','))
  return CALENDAR_UNITS.find((unit) => words.some((word) => word.trim() === unit))
}

/**
 * The same line with a window of whole periods, where its rows are added to a file and are about periods: a week that one run
 * cut at its start would stand beside the same week of another. The end is moved too, at most to now: the period that goes on
 * is replaced by the next run.
 */
export async function withWholePeriods(invocation: Invocation, job: Job): Promise<Invocation> {
  const { command, raw } = invocation
  const unit = periodLength(raw)
  if (job.globals.append === undefined || unit === undefined || command.window === undefined) return invocation
  const { from, to } = command.window
  const typed = await readWindow(command, raw, job)
  const [first, end] = [typed[from], typed[to]]
  if (typeof first !== 'string' || typeof end !== 'string') return invocation
  const isDays = command.inputs[from]?.kind === 'day'
  const whole = isDays ? await wholeDays(unit, first, end, raw, job) : await wholeInstants(unit, first, end, raw, job)
  const moved = [
    ...(whole.from === undefined ? [] : [`from ${whole.from} and not from ${first}`]),
    ...(whole.to === undefined ? [] : [`to ${whole.to} and not to ${end}`]),
  ]
  if (moved.length === 0) return invocation
  await job.say(`--append takes whole ${unit}s, so they are asked for ${moved.join(', ')}`)
  const { during, ...rest } = raw
  // What stays as it was typed means the same for an interrupted run.
  const [typedFrom, typedTo] = during === undefined ? [raw[from], raw[to] ?? 'now'] : [first, end]
  return { ...invocation, raw: { ...rest, [from]: whole.from ?? typedFrom ?? first, [to]: whole.to ?? typedTo } }
}

/** Ends as a person would type them; absent where they stay. */
type Moved = Partial<Period>

async function wholeDays(unit: CalendarUnit, first: string, end: string, raw: Raw, job: Job): Promise<Moved> {
  const { end: today } = await endOfWholeDays(raw.tz, await calendarOf(raw, job), job)
  const [start, last] = [calendarPeriod(unit, first).from, calendarPeriod(unit, dayBefore(end)).to]
  const isOver = last < today
  const to = isOver ? last : today
  return { ...(start !== first && { from: start }), ...(to > end && { to }) }
}

async function wholeInstants(unit: CalendarUnit, first: string, end: string, raw: Raw, job: Job): Promise<Moved> {
  const { zone, now } = await calendarOf(raw, job)
  const format = localTimeFormatter(zone)
  const dayOf = (ms: number) => (format(new Date(ms).toISOString()) ?? '').slice(0, 10)
  const msOf = async (day: string) => Date.parse(await toInstant('--from', day, { now, zone }))
  const start = calendarPeriod(unit, dayOf(Date.parse(first))).from
  const last = calendarPeriod(unit, dayOf(Date.parse(end) - 1)).to
  const isFirst = (await msOf(start)) === Date.parse(first)
  const endMs = Math.min(await msOf(last), Math.floor(now / 1000) * 1000)
  const to = endMs < (await msOf(last)) ? 'now' : last
  return { ...(!isFirst && { from: start }), ...(endMs > Date.parse(end) && { to }) }
}

/**
 * Checks that the key tells periods apart by their start alone: the end of the one that goes on moves.
 *
 * @param fields that a row has; `undefined` where jq makes them
 * @param start the field with the first day of a period
 * @throws Failure `usage`
 */
export function checkPeriodKey(
  unit: CalendarUnit,
  keys: readonly string[],
  fields: readonly string[] | undefined,
  start: 'from' | 'day' = 'from',
) {
  const others = keys.filter((key) => key !== 'to')
  if (others.length < keys.length)
    throw new Failure('usage', `--append: the end of a ${unit} that goes on moves, so "to" tells no rows apart`, {
      hint: `--append ${[...new Set([...others, start])].join(',')}`,
    })
  if (fields === undefined || keys.includes(start)) return
  if (!fields.includes(start))
    throw new Failure(
      'usage',
      `--append: a record holds all its ${unit}s here, and a newer one would replace them all`,
      {
        hint: 'csv has a row for each of them: -o rows.csv',
      },
    )
  throw new Failure(
    'usage',
    `--append: a row is about one ${unit}, and without "${start}" a newer one would replace it`,
    {
      hint: `--append ${[...keys, start].join(',')}`,
    },
  )
}

/** What is wrong with the days of a row for a file of such periods. */
export function periodProblem(unit: CalendarUnit, from: string, to: string | undefined): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(from) || Number.isNaN(Date.parse(from))) return undefined
  const whole = calendarPeriod(unit, from)
  if (whole.from === from && (to === undefined || to <= whole.to)) return undefined
  return `is about ${from}${to === undefined ? '' : ` to ${to}`}, which is no ${unit} from its first day on`
}
