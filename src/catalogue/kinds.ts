import { EMAIL_PATTERN } from '../lib/email.ts'
import { Failure } from '../lib/errors.ts'
import type { Json } from '../lib/rows.ts'
import { kebab, nearest } from '../lib/spelling.ts'
import { isExactNumber } from './numeral.ts'
import { fits, type ValueSchema } from './value-schema.ts'

interface Kind {
  /** The placeholder in help, without angle brackets. */
  readonly hint: string
  readonly schema: ValueSchema
  /** The noun in the message "… is not …". */
  readonly noun: string
  /** Parses typed text into the wire value; `undefined` when invalid. The result is checked against the schema. */
  readonly parse?: (text: string) => Json | undefined
}

/**
 * The closed set of kinds of values. Flags, JSON Schema, the sandbox's validation and the completions are made from it.
 *
 * Ids stay strings, even where Gong's schema says int64, because they pass 2^53; "up to 20 digits" also passes a signed
 * int64 (quirks 9, 11, 12). An instant needs its offset: `from` is inclusive and `to` exclusive on every operation.
 */
export const KINDS = {
  text: { hint: 'text', noun: 'text', schema: { type: 'string' } },
  id: { hint: 'id', noun: 'an id (1 to 20 digits)', schema: { type: 'string', pattern: '^\\d{1,20}$' } },
  uuid: {
    hint: 'uuid',
    noun: 'a UUID',
    schema: { type: 'string', pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' },
  },
  email: {
    hint: 'email',
    noun: 'an e-mail address',
    schema: { type: 'string', format: 'email', pattern: EMAIL_PATTERN },
  },
  phone: {
    hint: 'phone',
    noun: 'a phone number with + and country code',
    schema: { type: 'string', pattern: '^\\+[1-9]\\d{5,14}$' },
  },
  /** In a table, where a column may hold either. */
  contact: {
    hint: 'email or phone',
    noun: 'an e-mail address or a phone number with + and country code',
    schema: { type: 'string', pattern: `${EMAIL_PATTERN}|^\\+[1-9]\\d{5,14}$` },
  },
  url: {
    hint: 'url',
    noun: 'an http(s) address',
    schema: { type: 'string', format: 'uri', pattern: '^https?://\\S+$' },
  },
  origin: {
    hint: 'origin',
    noun: 'an origin (https://app.example.com, without a path)',
    schema: { type: 'string', format: 'uri', pattern: '^https?://[^\\s/?#@]+$' },
  },
  key: {
    hint: 'name',
    noun: 'a name of letters, digits, dashes and underscores',
    schema: { type: 'string', pattern: '^[A-Za-z0-9_-]+$' },
  },
  crmId: {
    hint: 'id',
    noun: '1 to 64 letters, digits and dashes, nor an e-mail address',
    schema: { type: 'string', pattern: '^([A-Za-z0-9-]{1,64}|(?=.{3,64}$)[^\\s@<>"]+@[^\\s@<>"]+\\.[^\\s@<>"]+)$' },
  },
  instant: {
    hint: 'time',
    noun: 'a date-time with Z or an offset (2026-05-01T09:00:00Z)',
    schema: {
      type: 'string',
      format: 'date-time',
      pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)$',
    },
  },
  second: {
    hint: 'time',
    noun: 'a date-time with Z or an offset and without milliseconds (2026-05-01T09:00:00Z)',
    schema: {
      type: 'string',
      format: 'date-time',
      pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?(Z|[+-]\\d\\d:\\d\\d)$',
    },
  },
  day: {
    hint: 'day',
    noun: 'a day (2026-05-01)',
    schema: { type: 'string', format: 'date', pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' },
  },
  count: { hint: 'n', noun: 'a whole number from 0', schema: { type: 'integer', minimum: 0 }, parse: numeral },
  number: { hint: 'number', noun: 'a number', schema: { type: 'number' }, parse: numeral },
  duration: {
    hint: 'duration',
    noun: 'a duration such as 90s, 45m or 1h30m',
    schema: { type: 'integer', minimum: 0 },
    parse: seconds,
  },
  flag: {
    hint: 'true|false',
    noun: 'true or false',
    schema: { type: 'boolean' },
    parse: (text) => ({ true: true, false: false })[text.toLowerCase()],
  },
  choice: { hint: 'choice', noun: 'one of', schema: { type: 'string' } },
  json: { hint: 'json', noun: 'JSON', schema: {} },
  file: { hint: 'path', noun: 'a file', schema: { type: 'string' } },
} as const satisfies Record<string, Kind>

type KindName = keyof typeof KINDS

/** The TypeScript type of each kind. */
export type KindValue<K extends KindName> = K extends 'count' | 'number' | 'duration'
  ? number
  : K extends 'flag'
    ? boolean
    : K extends 'json'
      ? Json
      : string

function numeral(text: string): number | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) && isExactNumber(text) ? Number(text) : undefined
}

/** Seconds, Gong's unit for calls. A number without a unit is refused: it could mean minutes. */
function seconds(text: string): number | undefined {
  const [written, hours = 0, minutes = 0, rest = 0] = /^(?=\d)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/i.exec(text) ?? []
  return written === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)
}

/** A field for one value: its kind, and its limits in Gong's documentation. */
export interface Field {
  readonly kind: KindName
  readonly required?: true
  /** Gong's own spellings, for the kind `choice`. */
  readonly of?: readonly string[]
  /** The maximum: characters of a text, value of a number, items of a list. */
  readonly max?: number
}

/** The JSON Schema of one value of this field. */
export function schemaOf(field: Field): ValueSchema {
  const { schema }: Kind = KINDS[field.kind]
  // A file has many values of a field: no copy where nothing is added.
  if (!field.of && field.max === undefined) return schema
  return {
    ...schema,
    ...(field.of && { enum: field.of }),
    ...(field.max !== undefined && { [schema.type === 'string' ? 'maxLength' : 'maximum']: field.max }),
  }
}

/**
 * Validates one value, in the client before it sends and in the sandbox when it receives.
 *
 * @returns what is wrong, as the predicate of "`x` …"; `undefined` for a valid value
 */
export function valueProblem(field: Field, value: Json): string | undefined {
  const schema = schemaOf(field)
  if (fits(schema, value)) return undefined
  return `is not ${field.of ? `one of ${field.of.join(', ')}` : KINDS[field.kind].noun}${limit(schema, value)}`
}

/** Whether a text can be an id of Gong's. */
export function isId(text: string): boolean {
  return valueProblem({ kind: 'id' }, text) === undefined
}

function limit(schema: ValueSchema, value: Json): string {
  if (typeof value === 'string' && schema.maxLength !== undefined && value.length > schema.maxLength)
    return ` of at most ${schema.maxLength} characters`
  if (typeof value === 'number' && schema.maximum !== undefined) return ` up to ${schema.maximum}`
  return ''
}

/** The most choices that a message lists. */
const MOST_LISTED = 20

/**
 * Turns typed text into a value of the field. Choices are matched without regard to case or separators, so
 * `time-of-call` finds `TimeOfCall` and `custom_range` finds `CUSTOM_RANGE`.
 *
 * @throws Failure `usage` when it does not fit; `name` says which flag or argument it was.
 */
export function parse(name: string, field: Field, text: string): Json {
  const row: Kind = KINDS[field.kind]
  const value = field.of
    ? (field.of.find((word) => fold(word) === fold(text)) ?? text)
    : row.parse
      ? row.parse(text)
      : text
  const wrong = value === undefined ? `is not ${row.noun}` : valueProblem(field, value)
  if (value !== undefined && wrong === undefined) return value
  throw new Failure('usage', `${name}: "${text}" ${field.of ? notOneOf(field.of, text) : wrong}`)
}

/** The choices for a message, in kebab case and without duplicates; of many only the nearest to the text. */
function notOneOf(choices: readonly string[], text: string): string {
  const words = [...new Set(choices.map(kebab))]
  const near = nearest(text, words)
  if (near === undefined) return `is not one of ${words.join(', ')}`
  const list = words.length > MOST_LISTED ? `none of the ${words.length} choices` : `not one of ${words.join(', ')}`
  return `is ${list}; did you mean "${near}"?`
}

function fold(word: string): string {
  return word.replace(/[-_\s]/g, '').toLowerCase()
}
