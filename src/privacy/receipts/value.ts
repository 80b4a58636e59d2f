import { createHash } from 'node:crypto'
import type { Row } from '../../lib/rows.ts'
import { addressOf, type Person, personKey } from '../person.ts'
import type { ReceiptKey } from './key.ts'

/** A person's address or number in a receipt: recognized by whoever has the value and the key, and by nobody else. */
export interface ReceiptValue {
  readonly kind: 'email' | 'phone'
  /** For people: `a***@c***.example`, `***78`. */
  readonly masked: string
  /** `ReceiptKey.proof` of the value. */
  readonly digest: string
}

export function toReceiptValue(person: Person, key: ReceiptKey): ReceiptValue {
  const kind = 'email' in person ? 'email' : 'phone'
  return { kind, masked: maskPerson(person), digest: key.proof(personKey(person)) }
}

/** Whether a receipt is about this person. One of the older kind has a salt and a digest without a key. */
export function isAbout(person: Person, { salt, digest }: Row, key: ReceiptKey | undefined): boolean {
  if (typeof salt === 'string')
    return (
      createHash('sha256')
        .update(`${salt}${personKey(person)}`)
        .digest('hex') === digest
    )
  return key !== undefined && key.proof(personKey(person)) === digest
}

/** The masked value, with enough left to distinguish two requests. */
export function maskPerson(person: Person): string {
  const value = addressOf(person)
  if ('phone' in person) return `***${value.slice(-2)}`
  const at = value.lastIndexOf('@')
  const dot = value.lastIndexOf('.')
  return `${initial(value.slice(0, at))}***@${initial(value.slice(at + 1))}***${dot > at ? value.slice(dot) : ''}`
}

/** Masks the value wherever a message of Gong's repeats it. */
export function redactPerson(person: Person, text: string): string {
  const value = addressOf(person).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  return text.replace(new RegExp(value, 'giu'), () => maskPerson(person))
}

function initial(text: string): string {
  return [...text][0] ?? ''
}
