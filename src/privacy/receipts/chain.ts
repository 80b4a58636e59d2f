import { createHash } from 'node:crypto'
import { isRow, type Json, type Row } from '../../lib/rows.ts'
import type { ReceiptKey } from './key.ts'

/** What the first line of a book follows. */
const START = '0'.repeat(64)
/** Of a line; those without one are of the older kind, with a hash that needs no key. */
const VERSION = 2

/**
 * One line of the book: what happened, and an HMAC over it and the line before. Whoever alters or removes a line, or makes
 * up the lines after it, needs the key; what is cut off at the end shows only against a copy, such as that of `--receipt`.
 */
export function chained(event: Row, before: Row | undefined, key: ReceiptKey): Row {
  const previous = before === undefined ? START : (before.hash ?? null)
  const line = { version: VERSION, ...event, key: key.id, previous }
  return { ...line, hash: key.chain(JSON.stringify(line)) }
}

/** What the lines of a book are checked with. */
interface Checking {
  readonly key: ReceiptKey
  /** How many of its first lines may be of the older kind; absent for a book that the key has not come to. */
  readonly older?: number | undefined
}

/** The lines of a book, and what is wrong with them. */
export interface Chain {
  readonly lines: readonly Row[]
  /** Sentences without a full stop, in the order of the lines. */
  readonly wrong: readonly string[]
  /** How many lines are of the older kind: who alters them can also make their hashes anew. */
  readonly older: number
}

/** @param text of the whole book; what a crash has left of a half-written line does not count */
export function readChain(text: string, checking?: Checking): Chain {
  const lines: Row[] = []
  const wrong: string[] = []
  let older = 0
  let previous: Json = START
  for (const [index, source] of whole(text).entries()) {
    const line = parsed(source)
    const fault = line === undefined ? 'cannot be read' : faultOf(line, index, checking)
    if (fault !== undefined) wrong.push(`line ${index + 1} ${fault}`)
    else if (line?.previous !== previous) wrong.push(`a line before line ${index + 1} was removed or altered`)
    if (line !== undefined) lines.push(line)
    if (line !== undefined && isOlder(line)) older += 1
    previous = line?.hash ?? null
  }
  return { lines, wrong, older }
}

/** Whether a line was written before the book had a key. */
export function isOlder({ version }: Row): boolean {
  return version !== VERSION
}

/** The bytes of a book that are whole lines. */
export function wholeBytes(bytes: Uint8Array): number {
  return bytes.lastIndexOf(10) + 1
}

function faultOf(line: Row, index: number, checking: Checking | undefined): string | undefined {
  const { hash = null, ...rest } = line
  const text = JSON.stringify(rest)
  if (isOlder(line)) {
    if (hash !== createHash('sha256').update(text).digest('hex')) return 'was altered'
    return index >= (checking?.older ?? Number.POSITIVE_INFINITY) ? 'is not under the key of the receipts' : undefined
  }
  if (checking === undefined || line.key !== checking.key.id) return 'was written under a key that is not here'
  return hash === checking.key.chain(text) ? undefined : 'was altered'
}

function whole(text: string): string[] {
  return text.split('\n').slice(0, -1)
}

function parsed(source: string): Row | undefined {
  try {
    const line: unknown = JSON.parse(source)
    return isRow(line) ? line : undefined
  } catch {
    return undefined
  }
}
