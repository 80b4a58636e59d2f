import { createHash } from 'node:crypto'
import type { Row } from '../../lib/rows.ts'
import { addressOf, type Person } from '../find.ts'
import type { ReceiptKey } from './key.ts'

/** A person's address or number as a receipt keeps it: known again by who has the value and the key, and by nobody else. */
export interface Sealed {
  readonly kind: 'email' | 'phone'
  /** For people: `a***@c***.example`, `***78`. */
  readonly masked: string
  /** `ReceiptKey.proof` of the value. */
  readonly digest: string
}

export function seal(person: Person, key: ReceiptKey): Sealed {
  const kind = 'email' in person ? 'email' : 'phone'
  return { kind, masked: masked(person), digest: key.proof(plain(person)) }
}

/** Whether a receipt is about this person. One of the older kind has a salt and a digest without a key. */
export function isAbout(person: Person, { salt, digest }: Row, key: ReceiptKey | undefined): boolean {
  if (typeof salt === 'string')
    return (
      createHash('sha256')
        .update(`${salt}${plain(person)}`)
        .digest('hex') === digest
    )
  return key !== undefined && key.proof(plain(person)) === digest
}

/** The value with no more left of it than it takes to tell two requests apart. */
export function masked(person: Person): string {
  const value = addressOf(person)
  if ('phone' in person) return `***${value.slice(-2)}`
  const at = value.lastIndexOf('@')
  const dot = value.lastIndexOf('.')
  return `${initial(value.slice(0, at))}***@${initial(value.slice(at + 1))}***${dot > at ? value.slice(dot) : ''}`
}

/** A text of Gong's without the value that it may repeat. */
export function without(person: Person, text: string): string {
  const value = addressOf(person).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  return text.replace(new RegExp(value, 'giu'), () => masked(person))
}

function initial(text: string): string {
  return [...text][0] ?? ''
}

/** Addresses are the same in any case. */
function plain(person: Person): string {
  return addressOf(person).toLowerCase()
}
