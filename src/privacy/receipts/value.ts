import { createHash } from 'node:crypto'
import type { Row } from '../../rows.ts'
import { addressOf, type Person } from '../find.ts'

/** A person's address or number as a receipt keeps it: to be known again by who has the value, and by nobody else. */
export interface Sealed {
  readonly kind: 'email' | 'phone'
  /** For people: `a***@c***.example`, `+12***78`. */
  readonly masked: string
  readonly salt: string
  /** SHA-256 of salt and value, hexadecimal. */
  readonly digest: string
}

/** @param random cryptographic random bytes, for the salt */
export function seal(person: Person, random: (count: number) => Uint8Array): Sealed {
  const salt = Buffer.from(random(16)).toString('hex')
  const kind = 'email' in person ? 'email' : 'phone'
  return { kind, masked: masked(person), salt, digest: digest(person, salt) }
}

/** Whether a receipt is about this person. */
export function isAbout(person: Person, { salt, digest: known }: Row): boolean {
  return typeof salt === 'string' && digest(person, salt) === known
}

/** The value with no more left of it than it takes to tell two requests apart. */
export function masked(person: Person): string {
  const value = addressOf(person)
  if ('phone' in person) return `${value.slice(0, 3)}***${value.slice(-2)}`
  const at = value.lastIndexOf('@')
  const dot = value.lastIndexOf('.')
  return `${initial(value.slice(0, at))}***@${initial(value.slice(at + 1))}***${dot > at ? value.slice(dot) : ''}`
}

/** A text of Gong's without the value that it may repeat. */
export function without(person: Person, text: string): string {
  const value = addressOf(person)
  const at = text.toLowerCase().indexOf(value.toLowerCase())
  return at < 0 ? text : without(person, text.slice(0, at) + masked(person) + text.slice(at + value.length))
}

function initial(text: string): string {
  return [...text][0] ?? ''
}

/** Addresses are the same in any case. */
function digest(person: Person, salt: string): string {
  return createHash('sha256')
    .update(`${salt}${addressOf(person).toLowerCase()}`)
    .digest('hex')
}
