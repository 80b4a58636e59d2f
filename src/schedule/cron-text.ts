import { Cron } from 'croner'
import { Failure } from '../lib/errors.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** The limits of each field, as cron has them. */
const FIELDS = [
  { name: 'minute', from: 0, to: 59, words: [] },
  { name: 'hour', from: 0, to: 23, words: [] },
  { name: 'day of the month', from: 1, to: 31, words: [] },
  { name: 'month', from: 1, to: 12, words: MONTHS },
  { name: 'day of the week', from: 0, to: 7, words: DAYS.map((day) => day.toLowerCase()) },
] as const

/** The values of each of the five fields; `undefined` for `*`. */
type CronFields = readonly (readonly number[] | undefined)[]

/**
 * Reads what cron of every system takes: five fields of numbers, names, ranges, steps and lists.
 *
 * @throws Failure `usage` that names the field
 */
export function parseCron(text: string): CronFields {
  const parts = text.trim().split(/\s+/)
  if (parts.length !== FIELDS.length)
    throw new Failure('usage', `--cron: "${text}" has ${parts.length} fields, and not 5`, {
      hint: "--cron '0 6 * * 1'",
    })
  return FIELDS.map((field, at) => {
    const part = parts[at] ?? ''
    if (part === '*') return undefined
    const values = part.split(',').flatMap((item) => itemOf(item, field) ?? [Number.NaN])
    if (values.some(Number.isNaN) || values.length === 0)
      throw new Failure('usage', `--cron: "${part}" is no ${field.name}`, {
        hint: `from ${field.from} to ${field.to}; lists 1,2, ranges 1-5, steps */15`,
      })
    return [...new Set(values)].sort((one, other) => one - other)
  })
}

function itemOf(item: string, { from, to, words }: (typeof FIELDS)[number]): readonly number[] | undefined {
  const [, range = '', step] = /^([^/]+)(?:\/(\d{1,2}))?$/.exec(item) ?? []
  const [low, high, more] = range === '*' ? [String(from), String(to)] : range.split('-')
  if (low === undefined || more !== undefined || step === '0' || (step !== undefined && high === undefined))
    return undefined
  const [first, last] = [valueOfWord(low, words, from), valueOfWord(high ?? low, words, from)]
  if (first === undefined || last === undefined || first < from || last > to || first > last) return undefined
  const all = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  return all.filter((_, at) => at % Number(step ?? 1) === 0)
}

function valueOfWord(text: string, words: readonly string[], from: number): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const at = words.indexOf(text.toLowerCase())
  return at < 0 ? undefined : at + (words.length === MONTHS.length ? from : 0)
}

/** The next moment after another, milliseconds; `undefined` where none comes, such as 30 February. */
export function nextRunMs(cron: string, zone: string, afterMs: number): number | undefined {
  return new Cron(cron, { timezone: zone, paused: true }).nextRun(new Date(afterMs))?.getTime()
}

/**
 * The same times as calendar events of systemd. Where both days are limited, cron takes either.
 *
 * @param zone IANA name
 */
export function calendarEvents(cron: string, zone: string): readonly string[] {
  const [minutes, hours, days, months, weekdays] = parseCron(cron)
  const list = (values: readonly number[] | undefined) =>
    values === undefined ? '*' : values.map((value) => String(value).padStart(2, '0')).join(',')
  const time = `${list(hours)}:${list(minutes)}:00 ${zone}`
  const byDay = `*-${list(months)}-${list(days)} ${time}`
  if (weekdays === undefined) return [byDay]
  const names = [...new Set(weekdays.map((day) => DAYS[day % 7]))].join(',')
  const byWeekday = `${names} *-${list(months)}-* ${time}`
  return days === undefined ? [byWeekday] : [byDay, byWeekday]
}
