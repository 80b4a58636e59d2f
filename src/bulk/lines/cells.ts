import type { CountryCode } from 'libphonenumber-js/min'
import { parse, valueProblem } from '../../catalogue/kinds.ts'
import { addressIn } from '../../lib/contact.ts'
import { toEmail } from '../../lib/email.ts'
import { Failure } from '../../lib/errors.ts'
import { parseExact } from '../../lib/exact-json.ts'
import type { loadPhoneReader } from '../../lib/phone.ts'
import type { Json } from '../../lib/rows.ts'
import { parseTime } from '../../lib/typed-time.ts'
import { choiceOf, yesOrNo } from './cell-choices.ts'
import { type DateFormat, toIsoTime } from './cell-dates.ts'
import { toDurationText } from './cell-durations.ts'
import { codePoint, LABEL, refused, roundedNumber, shortened } from './cell-failures.ts'
import { plainNumber } from './cell-numbers.ts'
import { bareText, isIdentifier, itemsOfCell, unguarded } from './cell-text.ts'
import type { DecimalSigns } from './decimal-signs.ts'
import type { TableField } from './table-fields.ts'

/** What the cells of a table mean, besides what stands there. */
export interface CellContext {
  /** Of phone numbers without a country code. */
  readonly country: CountryCode | undefined
  readonly dateFormat: DateFormat | undefined
  readonly toPhone: Awaited<ReturnType<typeof loadPhoneReader>>
  readonly decimalSigns: DecimalSigns
  /** An instant of an ISO time, which may lack its offset. */
  readonly toInstant: (iso: string) => string
}

/** Characters of a value that is no free text. */
const MAX_CHARACTERS = 4000
const NOT_TEXT = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/
const SPREADSHEET_ERROR = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/i
const EXPONENT = /^[+-]?\d+([.,]\d+)?e\+?\d{1,3}$/i

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
    for (const item of isList && !field.perColumn ? itemsOfCell(field, text) : [text]) {
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
    const value = byKind(name, field, text, heading, context)
    const wrong = field.max === undefined || field.lookup ? undefined : valueProblem(field, value)
    if (wrong !== undefined) throw refused(text, wrong)
    return value
  } catch (error) {
    throw error instanceof Failure ? shortened(error, text) : error
  }
}

function byKind(name: string, field: TableField, text: string, heading: string, context: CellContext): Json {
  if (field.lookup) return field.lookup === 'user' ? addressIn(text) : text
  if (field.of) return choiceOf(field.of, text)
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
    case 'count':
    case 'number':
      return parse(LABEL, field, plainNumber(text, context.decimalSigns.get(name)))
    case 'flag':
      return yesOrNo(text)
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

function jsonOf(text: string): Json {
  try {
    return parseExact(text)
  } catch {
    throw refused(text, 'is not JSON')
  }
}
