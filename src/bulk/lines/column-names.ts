import type { TableField, TableFields } from './table-fields.ts'
import { EMAIL_HEADINGS, PHONE_HEADINGS } from './words/contact-headings.ts'
import { FIELD_WORDS, THING_ENDINGS } from './words/field-headings.ts'
import { CLOCK_HEADINGS, UNIT_HEADINGS } from './words/value-words.ts'

/** Headings are compared by their letters and digits, without accents and case. */
export function fold(heading: string): string {
  return heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Its own name alone. */
export function ownNames(name: string): readonly string[] {
  return [name]
}

/** What else such a column is called in English, and addresses and numbers in other languages, too. */
export function otherNames(name: string, fields: TableFields): readonly string[] {
  const field = fields[name]
  if (field === undefined) return []
  const isUser = field.lookup === 'user'
  return [
    ...(field.headings ?? []),
    ...(field.lookup !== undefined || field.kind === 'id' ? [`${name} id`, `${name} name`] : []),
    ...(isUser || field.kind === 'email' ? [`${name} email`, `${name} email address`] : []),
    ...(field.kind === 'phone' ? [`${name} phone`, `${name} number`] : []),
    ...(field.kind === 'duration' ? withUnits(name) : []),
    ...(isTheOnly(name, fields, isEmail) ? EMAIL_HEADINGS : []),
    ...(isTheOnly(name, fields, isPhone) ? PHONE_HEADINGS : []),
  ]
}

/** What offices call it in other languages. */
export function officeNames(name: string, fields: TableFields): readonly string[] {
  const words = FIELD_WORDS[name]?.split('|') ?? []
  const { kind, lookup } = fields[name] ?? {}
  const isThing = kind === 'id' || lookup !== undefined
  return words.flatMap((word) => [
    word,
    ...(isThing ? THING_ENDINGS.map((ending) => `${word} ${ending}`) : []),
    ...(kind === 'duration' ? withUnits(word) : []),
  ])
}

/** `Duration (min)`, `Duration in seconds`, `Duration hh:mm:ss`. */
function withUnits(word: string): readonly string[] {
  const units = Object.keys(UNIT_HEADINGS)
  return [...units, ...CLOCK_HEADINGS, ...units.map((unit) => `in ${unit}`)].map((unit) => `${word} ${unit}`)
}

/** Whether the usual words for such a thing can mean this field and no other. */
function isTheOnly(name: string, fields: TableFields, is: (name: string, field: TableField) => boolean): boolean {
  const all = Object.entries(fields).flatMap(([one, field]) => (is(one, field) ? [one] : []))
  const named = all.filter((one) => /e?mail|phone/i.test(one))
  const [only, another] = named.length > 0 ? named : all
  return only === name && another === undefined
}

function isEmail(name: string, { kind, lookup }: TableField): boolean {
  return kind === 'email' || lookup === 'user' || /e?mail/i.test(name)
}

function isPhone(name: string, { kind }: TableField): boolean {
  return kind === 'phone' || /phone/i.test(name)
}
