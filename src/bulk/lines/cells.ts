import type { CountryCode } from 'libphonenumber-js/min'
import { parse, valueProblem } from '../../catalogue/kinds.ts'
import { addressIn } from '../../lib/contact.ts'
import { toEmail } from '../../lib/email.ts'
import { Failure } from '../../lib/errors.ts'
import { parseExact } from '../../lib/exact-json.ts'
import type { loadPhoneReader } from '../../lib/phone.ts'
import type { Json } from '../../lib/rows.ts'
import { choiceReader, yesOrNo } from './cell-choices.ts'
import { toDurationText } from './cell-durations.ts'
import { codePoint, LABEL, refused, roundedNumber, shortened } from './cell-failures.ts'
import { plainNumber } from './cell-numbers.ts'
import { bareText, isIdentifier, itemsOfCell, unguarded } from './cell-text.ts'
import { dayInCell, instantInCell, type TimeContext } from './cell-times.ts'
import type { DecimalSigns } from './decimal-signs.ts'
import type { TableField } from './table-fields.ts'

/** What the cells of a table mean, besides what stands there. */
export interface CellContext extends TimeContext {
  /** Of phone numbers without a country code. */
  readonly country: CountryCode | undefined
  readonly toPhone: Awaited<ReturnType<typeof loadPhoneReader>>
  readonly decimalSigns: DecimalSigns
}

/** Characters of a value that is no free text. */
const MAX_CHARACTERS = 4000
const NOT_TEXT = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/
const SPREADSHEET_ERROR = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/i
const FRACTION = /\.\d+/
const EXPONENT = /^[+-]?\d+([.,]\d+)?e\+?\d{1,3}$/i

/** What makes a value of the text of one cell. @throws Failure `usage` that says what is wrong, without the name of the field */
type TextReader = (text: string) => Json | undefined

/**
 * What reads the cells of one field, by its kind; names of things that are looked up stay as they are.
 *
 * @param places of its columns
 * @param heading of the first, which may name a unit
 * @returns what makes a value of the cells of a line: `undefined` where all are empty
 */
export function columnReader(
  name: string,
  field: TableField,
  places: readonly number[],
  heading: string,
  context: CellContext,
): (cells: readonly string[]) => Json | undefined {
  const read = textReader(name, field, heading, context)
  const isList = field.many === true || field.repeat === true
  if (!isList) {
    const [only] = places
    if (only !== undefined && places.length === 1) return (cells) => read(cells[only] ?? '')
  }
  const itemsOf = (cell: string) => (isList && !field.perColumn ? itemsOfCell(field, cell) : [cell])
  return (cells) => {
    const values: Json[] = []
    for (const at of places)
      for (const item of itemsOf(cells[at] ?? '')) {
        const value = read(item)
        if (value !== undefined) values.push(value)
      }
    if (!isList) return values[0]
    return values.length === 0 ? undefined : [...new Set(values)]
  }
}

function textReader(name: string, field: TableField, heading: string, context: CellContext): TextReader {
  const { kind } = field
  const isOfDigits = isIdentifier(name, field)
  const isFree = kind === 'text' || kind === 'json'
  const hasMost = field.max !== undefined && !field.lookup
  const toValue = readerOfKind(name, field, heading, context)
  return (cell) => {
    const text = kind === 'text' && !isOfDigits ? unguarded(cell.trim()) : bareText(cell)
    if (text === '') return undefined
    try {
      if (NOT_TEXT.test(text)) throw refused(text, `has a control character (${codePoint(NOT_TEXT.exec(text)?.[0])})`)
      if (text.startsWith('#') && SPREADSHEET_ERROR.test(text)) throw refused(text, 'is an error of a spreadsheet')
      if (!isFree && text.length > MAX_CHARACTERS)
        throw refused(text, `has ${text.length} characters, too many for a value of this kind`)
      if (isOfDigits && EXPONENT.test(text)) throw roundedNumber(text)
      const value = toValue(text)
      const wrong = hasMost ? valueProblem(field, value) : undefined
      if (wrong !== undefined) throw refused(text, wrong)
      return value
    } catch (error) {
      throw error instanceof Failure ? shortened(error, text) : error
    }
  }
}

function readerOfKind(name: string, field: TableField, heading: string, context: CellContext): (text: string) => Json {
  const { lookup, of } = field
  if (lookup) return lookup === 'user' ? addressIn : (text) => text
  if (of) return choiceReader(of)
  switch (field.kind) {
    case 'instant':
      return (text) => instantInCell(text, context)
    case 'second':
      return (text) => instantInCell(text, context).replace(FRACTION, '')
    case 'day':
      return (text) => dayInCell(text, context)
    case 'phone':
      return (text) => phoneOf(text, context)
    case 'email':
      return (text) => toEmail(LABEL, addressIn(text))
    case 'contact':
      return (text) => contactOf(text, context)
    case 'duration':
      return (text) => durationOf(field, text, heading)
    case 'count':
    case 'number':
      return (text) => parse(LABEL, field, plainNumber(text, context.decimalSigns.get(name)))
    case 'flag':
      return yesOrNo
    case 'json':
      return jsonOf
    default:
      return (text) => parse(LABEL, field, text)
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
