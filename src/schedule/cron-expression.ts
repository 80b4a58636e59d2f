import { Cron } from 'croner'
import { Failure } from '../lib/errors.ts'
import { counted } from '../lib/spelling.ts'
import { utcTime } from '../lib/utc-time.ts'

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

/** The words that stand for five fields. */
const NICKNAMES: { readonly [word: string]: string } = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}

/** The values of each of the five fields; `undefined` for `*`. */
type CronFields = readonly (readonly number[] | undefined)[]

/**
 * Times as every cron takes them: five fields with a blank between them. `@weekly` becomes the fields that it stands for.
 *
 * @throws Failure `usage` as `parseCron`, and for a word that is none of those
 */
export function toFiveFields(text: string): string {
  const typed = text.trim()
  if (/[\r\n]/.test(text)) throw new Failure('usage', `--cron: ${JSON.stringify(text)} has a line break`)
  const fields = typed.startsWith('@') ? NICKNAMES[typed.toLowerCase()] : typed.split(/\s+/).join(' ')
  if (fields === undefined)
    throw new Failure('usage', `--cron: "${typed}" is no time that is known here`, {
      hint: `five fields such as '0 6 * * 1', or one of ${Object.keys(NICKNAMES).join(' ')}`,
    })
  parseCron(fields)
  return fields
}

/**
 * Reads what cron of every system takes: five fields of numbers, names, ranges, steps and lists.
 *
 * @throws Failure `usage` that names the field
 */
export function parseCron(text: string): CronFields {
  const parts = text.trim().split(/\s+/)
  if (parts.length !== FIELDS.length)
    throw new Failure('usage', `--cron: "${text}" has ${counted(parts.length, 'field')}, and not 5`, {
      hint: "--cron '0 6 * * 1', which is minute, hour, day of the month, month, day of the week; or --cron @weekly",
    })
  return FIELDS.map((field, at) => valuesOf(parts[at] ?? '', field))
}

/**
 * Whether a day has to fit only one of the two fields of days: where both are limited. To cron, a field that begins with a
 * star is no limit in this, also one with a step.
 */
function isEitherDay(cron: string): boolean {
  const [, , day = '*', , weekday = '*'] = cron.split(' ')
  return !day.startsWith('*') && !weekday.startsWith('*')
}

function valuesOf(part: string, field: (typeof FIELDS)[number]): readonly number[] | undefined {
  if (part === '*') return undefined
  const values = part.split(',').flatMap((item) => itemOf(item, field) ?? [Number.NaN])
  if (values.some(Number.isNaN) || values.length === 0)
    throw new Failure('usage', `--cron: "${part}" is no ${field.name}`, {
      hint: `from ${field.from} to ${field.to}; lists 1,2, ranges 1-5, steps */15`,
    })
  return [...new Set(values)].sort((one, other) => one - other)
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

/**
 * The next moment after another.
 *
 * @param cron times as somebody may have typed them
 * @returns ISO 8601 in UTC to the second; `undefined` where none comes, such as 30 February, or where nobody can tell
 */
export function nextRun(cron: string, zone: string, afterMs: number): string | undefined {
  if (!isCron(cron)) return undefined
  const fields = toFiveFields(cron)
  const options = { timezone: zone, paused: true, domAndDow: !isEitherDay(fields) }
  const next = new Cron(fields, options).nextRun(new Date(afterMs))
  return next ? utcTime(next.getTime()) : undefined
}

function isCron(text: string): boolean {
  try {
    toFiveFields(text)
    return true
  } catch {
    return false
  }
}

/**
 * The same times as calendar events of systemd.
 *
 * @param zone IANA name
 */
export function calendarEvents(cron: string, zone: string): readonly string[] {
  const [minutes, hours, days, months, weekdays] = parseCron(cron)
  const list = (values: readonly number[] | undefined) =>
    values === undefined ? '*' : values.map((value) => String(value).padStart(2, '0')).join(',')
  const time = `${list(hours)}:${list(minutes)}:00 ${zone}`
  const names = weekdays && [...new Set(weekdays.map((day) => DAYS[day % 7]))].join(',')
  const day = `*-${list(months)}-${list(days)}`
  if (names === undefined) return [`${day} ${time}`]
  const weekday = `${names} *-${list(months)}-*`
  return isEitherDay(cron) ? [`${day} ${time}`, `${weekday} ${time}`] : [`${names} ${day} ${time}`]
}
