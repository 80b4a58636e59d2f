import type { Contact } from '../../lib/contact.ts'
import { isRow, type Json, type Row } from '../../lib/rows.ts'

/** What stands where an address or a number was removed. */
export const REMOVED = '[removed]'

/** Somebody who is looked for in a copy: by an address or a number, or by one of which only a digest is known. */
export interface Sought {
  /** What every text with the value matches, and maybe others: for `Store.find`. */
  readonly pattern: string
  /** Whether an e-mail address or a phone number is theirs. */
  isValue(text: string): boolean
  /** The text without it. */
  redact(text: string): string
}

/** A value of which only a digest is known, and how it looks: `a***@c***.example`, `***78`. */
export interface MaskedValue {
  readonly kind: 'email' | 'phone'
  readonly masked: string
}

const SEPARATORS = '[^0-9a-z]{0,2}'
const EMAIL = /[^\s"'<>()[\]{},;:\\/|=?&@]+@[^\s"'<>()[\]{},;:\\/|=?&@]*[^\s"'<>()[\]{},;:\\/|=?&@.]/g
const PHONE = /\+?\d(?:[\s()./-]{0,3}\d){6,14}/g

/** By the value itself. */
export function soughtPerson(person: Contact): Sought {
  if ('email' in person) {
    const pattern = escaped(person.email)
    const whole = new RegExp(`(?<![\\p{L}\\p{N}._%+-])${pattern}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`, 'giu')
    const own = person.email.toLowerCase()
    return {
      pattern,
      isValue: (text) => text.trim().toLowerCase() === own,
      redact: (text) => text.replace(whole, REMOVED),
    }
  }
  const own = digitsOf(person.phone)
  const pattern = [...own].join(SEPARATORS)
  const whole = new RegExp(`(?<![0-9])(?:\\+|00)?${pattern}(?![0-9])`, 'gi')
  return {
    pattern,
    isValue: (text) => isNumber(text) && digitsOf(text) === own,
    redact: (text) => text.replace(whole, REMOVED),
  }
}

/** @param isTheirs whether an address in lower case, or a number in E.164, has the digest */
export function soughtByDigest({ kind, masked }: MaskedValue, isTheirs: (value: string) => boolean): Sought {
  const parts = masked.toLowerCase().split('***')
  const pattern = kind === 'email' ? parts.map(escaped).join('[^@ ]*') : [...(parts[1] ?? '')].join(SEPARATORS)
  const looks = new RegExp(`^${parts.map(escaped).join('[^@\\s]*')}$`, 'u')
  const isValue = (text: string) => {
    const value = kind === 'email' ? text.trim().toLowerCase() : isNumber(text) ? `+${digitsOf(text)}` : ''
    // A digest takes long.
    return looks.test(value) && isTheirs(value)
  }
  const tokens = kind === 'email' ? EMAIL : PHONE
  return { pattern, isValue, redact: (text) => text.replace(tokens, (token) => (isValue(token) ? REMOVED : token)) }
}

/** A record of Gong without their values. */
export function redactRecord(record: Row, people: readonly Sought[]): Row {
  const redacted = redactJson(record, people)
  return isRow(redacted) ? redacted : record
}

export function redactJson(value: Json, people: readonly Sought[]): Json {
  if (typeof value === 'string') return people.reduce((text, { redact }) => redact(text), value)
  if (Array.isArray(value)) return value.map((one: Json) => redactJson(one, people))
  if (!isRow(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, redactJson(one, people)]))
}

function isNumber(text: string): boolean {
  return /^[\s+\d()./-]+$/.test(text)
}

/** Without signs, and without the 00 that some write for the +. */
function digitsOf(text: string): string {
  return text.replace(/\D/g, '').replace(/^00/, '')
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
