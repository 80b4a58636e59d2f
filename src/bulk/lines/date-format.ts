import { Failure } from '../../lib/errors.ts'

/** A notation of days, as `--date-format` says it. */
export interface DateFormat {
  /** As it was typed. */
  readonly text: string
  readonly pattern: RegExp
  /** What each group of the pattern is. */
  readonly parts: readonly Part[]
}

/** What a part of a day is. */
export type Part = 'year' | 'shortYear' | 'month' | 'monthName' | 'day' | 'hour' | 'minute' | 'second' | 'half'

/** Behind a day: nothing, or a time of day. */
export const BEHIND = '(?:(?:\\s*,\\s*|\\s+|T)(\\S.*))?$'

const TOKEN = /d+|y+|j+|m+|h+|s+|am\/pm|a+|t{2}|[^a-z]|t/gi
/** By the letter and how often it stands there: the pattern of a part, and which part it is. */
const PATTERNS: { readonly [P in Part]: string } = {
  year: '(\\d{4})',
  shortYear: '(\\d{2})',
  month: '(\\d{1,2})',
  monthName: '([a-z]{3,9})\\.?',
  day: '(\\d{1,2})',
  hour: '(\\d{1,2})',
  minute: '(\\d{1,2})',
  second: '(\\d{1,2})',
  half: '([ap])\\.?m?\\.?',
}

/**
 * Parses a format of days as spreadsheets and Unicode write them, whatever the case: D M Y, `DD.MM.YYYY`, `M/D/YY h:mm a`; also
 * as programs do, `%d.%m.%Y`. M
 * behind h or before s are minutes. One without a time of day also takes days with one.
 *
 * @throws Failure `usage` for a format without day, month or year, or with other letters
 */
export function toDateFormat(flag: string, text: string): DateFormat {
  const refused = (reason: string) =>
    new Failure('usage', `${flag}: "${text}" ${reason}`, { hint: `${flag} D.M.Y or ${flag} "M/D/Y h:mm a"` })
  const written = text
    .trim()
    .replaceAll('%y', 'YY')
    .replace(/%([a-z])/gi, '$1')
  const tokens = written.match(TOKEN) ?? []
  if (tokens.join('') !== written) throw refused('has letters that mean nothing in a format')
  const parts: Part[] = []
  let pattern = ''
  for (const [at, token] of tokens.entries()) {
    const part = partOf(token, parts.at(-1), tokens.slice(at + 1))
    if (part !== undefined && parts.includes(part)) throw refused(`has more than one ${part}`)
    if (part !== undefined) parts.push(part)
    pattern += part === undefined ? literal(token) : PATTERNS[part]
  }
  const has = (...any: readonly Part[]) => any.some((part) => parts.includes(part))
  if (!has('day') || !has('month', 'monthName') || !has('year', 'shortYear'))
    throw refused('needs the day, the month and the year: D, M and Y')
  return { text: text.trim(), parts, pattern: new RegExp(`^${pattern}${has('hour') ? '$' : BEHIND}`, 'i') }
}

function partOf(token: string, before: Part | undefined, after: readonly string[]): Part | undefined {
  const letter = token[0]?.toLowerCase()
  if (letter === 'd') return 'day'
  if (letter === 'y' || letter === 'j') return token.length === 2 ? 'shortYear' : 'year'
  if (letter === 'h') return 'hour'
  if (letter === 's') return 'second'
  if (letter === 'a' || token.toLowerCase() === 'tt') return 'half'
  if (letter !== 'm') return undefined
  const next = after.find((one) => /^[a-z]/i.test(one))
  if (before === 'hour' || next?.toLowerCase().startsWith('s')) return 'minute'
  return token.length > 2 ? 'monthName' : 'month'
}

function literal(token: string): string {
  return /\s/.test(token) ? '\\s*' : token.replace(/[^a-z0-9]/gi, '\\$&')
}
