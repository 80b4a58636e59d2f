import type { CountryCode } from 'libphonenumber-js/min'
import type { Input } from '../../app/model/inputs.ts'
import { parse, valueProblem } from '../../catalogue/kinds.ts'
import { addressIn } from '../../lib/contact.ts'
import { toEmail } from '../../lib/email.ts'
import { Failure } from '../../lib/errors.ts'
import { parseExact } from '../../lib/exact-json.ts'
import type { loadPhoneReader } from '../../lib/phone.ts'
import { isRow, type Json } from '../../lib/rows.ts'
import { parseTime } from '../../lib/typed-time.ts'
import { type DateFormat, toIsoTime } from './cell-dates.ts'
import { toDurationText } from './cell-durations.ts'
import type { TableField } from './columns.ts'

/** What the cells of a table mean, besides what stands there. */
export interface CellContext {
  /** Of phone numbers without a country code. */
  readonly country: CountryCode | undefined
  readonly dateFormat: DateFormat | undefined
  readonly toPhone: Awaited<ReturnType<typeof loadPhoneReader>>
  /** An instant of an ISO time, which may lack its offset. */
  readonly toInstant: (iso: string) => string
}

/** Stands in front of what the checks of a command line say, and is taken away again. */
export const LABEL = 'cell'
/** Characters of a value that is no free text. */
const MAX_CHARACTERS = 4000
/** Characters of a cell that a message shows. */
const MAX_SHOWN = 80
const NOT_TEXT = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/
const SPREADSHEET_ERROR = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/i
const EXPONENT = /^[+-]?\d+([.,]\d+)?e\+?\d{1,3}$/i
const YES = fixedWords('true yes y 1 x ja wahr oui vrai si sí verdadero sim verdadeiro vero tak prawda はい 是 да')
const NO = fixedWords('false no n 0 nein falsch non faux falso não nao nie fałsz nee いいえ 否 нет')

/**
 * Reads the cells of one field, by its kind; names of things that are looked up stay as they are.
 *
 * @param texts of its columns
 * @param heading of the first, which may name a unit
 * @returns `undefined` where all are empty
 * @throws Failure `usage` that says what is wrong, without the name of the field
 */
export function readCells(
  name: string,
  field: TableField,
  texts: readonly string[],
  heading: string,
  context: CellContext,
): Json | undefined {
  const isList = field.many === true || field.repeat === true
  const values: Json[] = []
  for (const text of texts)
    for (const item of isList && !field.perColumn ? itemsOf(field, text) : [text]) {
      const value = readOne(name, field, item, heading, context)
      if (value !== undefined) values.push(value)
    }
  if (isList) return values.length === 0 ? undefined : [...new Set(values)]
  return values[0]
}

function readOne(
  name: string,
  field: TableField,
  cell: string,
  heading: string,
  context: CellContext,
): Json | undefined {
  const text = field.kind === 'text' && !isIdentifier(name, field) ? unguarded(cell.trim()) : bareText(cell)
  if (text === '') return undefined
  try {
    if (NOT_TEXT.test(text)) throw refused(text, `has a control character (${codePoint(NOT_TEXT.exec(text)?.[0])})`)
    if (SPREADSHEET_ERROR.test(text)) throw refused(text, 'is an error of a spreadsheet')
    if (field.kind !== 'text' && field.kind !== 'json' && text.length > MAX_CHARACTERS)
      throw refused(text, `has ${text.length} characters, too many for a value of this kind`)
    if (isIdentifier(name, field) && EXPONENT.test(text)) throw roundedNumber(text)
    const value = byKind(field, text, heading, context)
    const wrong = field.max === undefined || field.lookup ? undefined : valueProblem(field, value)
    if (wrong !== undefined) throw refused(text, wrong)
    return value
  } catch (error) {
    throw error instanceof Failure ? shortened(error, text) : error
  }
}

function byKind(field: TableField, text: string, heading: string, context: CellContext): Json {
  if (field.lookup) return field.lookup === 'user' ? addressIn(text) : text
  switch (field.kind) {
    case 'instant':
      return context.toInstant(toIsoTime(text, context.dateFormat))
    case 'second':
      return context.toInstant(toIsoTime(text, context.dateFormat)).replace(/\.\d+/, '')
    case 'day':
      return dayOf(text, toIsoTime(text, context.dateFormat))
    case 'phone':
      return phoneOf(text, context)
    case 'email':
      return toEmail(LABEL, addressIn(text))
    case 'contact':
      return contactOf(text, context)
    case 'duration':
      return durationOf(field, text, heading)
    case 'flag':
      return flagOf(text)
    case 'json':
      return jsonOf(text)
    default:
      return parse(LABEL, field, text)
  }
}

function contactOf(text: string, context: CellContext): string {
  if (text.includes('@')) return toEmail(LABEL, addressIn(text))
  if (/\d/.test(text)) return phoneOf(text, context)
  throw refused(text, 'is neither an e-mail address nor a phone number')
}

function phoneOf(text: string, { toPhone, country }: CellContext): string {
  try {
    return toPhone(LABEL, text, country)
  } catch (error) {
    const isWithoutCode = error instanceof Failure && error.message.includes('has no country code')
    if (!isWithoutCode) throw error
    throw new Failure('usage', error.message, {
      hint: '--country DE, or that of the numbers without a code',
      cause: error,
    })
  }
}

/** Spreadsheets write midnight behind a day. */
function dayOf(text: string, iso: string): string {
  const time = parseTime(LABEL, iso.replace(/T00:00(:00(\.0+)?)?$/, ''))
  if (time.kind !== 'timestamp') throw refused(text, 'is not a day')
  if (time.clock !== undefined) throw refused(text, 'has a time of day, but only whole days count here')
  return time.day
}

function durationOf(field: TableField, text: string, heading: string): Json {
  const plain = toDurationText(text, heading)
  const read = 'wrong' in plain && field.inSeconds ? toDurationText(text, '(s)') : plain
  if ('wrong' in read) throw refused(text, read.wrong)
  try {
    return parse(LABEL, field, read.text)
  } catch {
    throw refused(text, 'is not a duration such as 0:02:30, 90s, 45m or 1h30m')
  }
}

function flagOf(text: string): boolean {
  const word = text.toLowerCase()
  if (YES.has(word)) return true
  if (NO.has(word)) return false
  throw refused(text, 'is neither yes nor no')
}

function jsonOf(text: string): Json {
  try {
    return parseExact(text)
  } catch {
    throw refused(text, 'is not JSON')
  }
}

/** The items of a list in one cell: a JSON list, or parted by `;`, `|` or line ends, else by commas. */
function itemsOf(field: Input, cell: string): readonly string[] {
  const text = cell.trim()
  const list = /^\[.*\]$/s.test(text) ? listOf(text) : undefined
  if (list !== undefined) return list
  if (field.repeat) return text.split(/[;\n\r]+/)
  if (/[;|\n\r]/.test(text)) return text.split(/[;|\n\r]+/)
  // A comma may stand in the name before an address: `"Doe, Jane" <jane@example.com>`.
  return text.includes('<') ? text.split(/(?<=>)\s*,/) : text.split(',')
}

function listOf(text: string): readonly string[] | undefined {
  try {
    const value = parseExact(text)
    if (!Array.isArray(value)) return undefined
    return value.map((item) => (isRow(item) || Array.isArray(item) ? JSON.stringify(item) : String(item ?? '')))
  } catch {
    return undefined
  }
}

/** Digits that are no number to reckon with, of which a spreadsheet makes one all the same. */
function isIdentifier(name: string, { kind, lookup }: Input): boolean {
  return lookup !== undefined || ['id', 'crmId', 'uuid', 'phone', 'contact', 'key'].includes(kind) || /id$/i.test(name)
}

/** Without the quote by which this tool and spreadsheets keep text from being a formula. */
function unguarded(text: string): string {
  return text.replace(/^'(?=[\s\p{Cf}"'`]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u, '')
}

/** Without what a spreadsheet or a phone puts around digits that have to stay text: `'0123`, `="0123"`, invisible marks. */
function bareText(cell: string): string {
  const text = cell.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '')
  return (/^="(.*)"$/s.exec(text)?.[1] ?? text.replace(/^'(?=[+=\d])/, '')).trim()
}

/** How to get ids out of a spreadsheet. */
export const AS_TEXT =
  'give the column the format Text before the numbers go into it, or import the file with that column as text'

function roundedNumber(text: string): Failure {
  return refused(text, 'is what a spreadsheet made of a long number, whose last digits are lost', AS_TEXT)
}

function refused(text: string, reason: string, hint?: string): Failure {
  return new Failure('usage', `"${text}" ${reason}`, { hint })
}

/** Without the label, and with the beginning of a long cell alone. */
function shortened({ kind, message, hint, cause }: Failure, text: string): Failure {
  const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text
  const bare = message.startsWith(`${LABEL}: `) ? message.slice(LABEL.length + 2) : message
  const isOfLine = hint?.startsWith(LABEL) ?? false
  return new Failure(kind, bare.replaceAll(text, shown).slice(0, 1000), { hint: isOfLine ? undefined : hint, cause })
}

function codePoint(character: string | undefined): string {
  return `U+${(character?.charCodeAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

function fixedWords(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}
