import { createHash } from 'node:crypto'
import { isRow, type Json, type Row } from '../../lib/rows.ts'
import type { ReceiptKey } from './key.ts'

/** `previous` of the first line. */
const FIRST_PREVIOUS = '0'.repeat(64)
/** Of a line; those without a version are of the older kind, with a hash that needs no key. */
export const RECEIPT_VERSION = 2

/**
 * Adds an event to the hash chain: its HMAC covers the event and the hash of the line before. Altering, removing or
 * inserting a line needs the key; truncation shows only against a copy, such as that of `--receipt`.
 */
export function chainLine(event: Row, before: Row | undefined, key: ReceiptKey): Row {
  const previous = before === undefined ? FIRST_PREVIOUS : (before.hash ?? null)
  const line = { version: RECEIPT_VERSION, ...event, key: key.id, previous }
  return { ...line, hash: key.chain(JSON.stringify(line)) }
}

/** With what the lines of a book are verified. */
export interface ChainKey {
  readonly key: ReceiptKey
  /** How many of its first lines may be of the older kind; absent for a book that the key was never used for. */
  readonly unkeyedLines?: number | undefined
}

/** The lines of a book, and their faults. */
export interface Chain {
  readonly lines: readonly Row[]
  /** Sentences without a full stop, in the order of the lines. */
  readonly wrong: readonly string[]
  /** How many lines are of the older kind: whoever alters those can also recompute their hashes. */
  readonly unkeyedLines: number
}

/** A chain that is read on, line by line, as it grows. */
interface GrowingChain extends Chain {
  /** Verifies text that follows; a last line without its end is ignored, since a crash left it. @returns the lines in it */
  read(text: string): readonly Row[]
}

export function openChain(chainKey: ChainKey | undefined): GrowingChain {
  const lines: Row[] = []
  const wrong: string[] = []
  let [number, unkeyedLines] = [0, 0]
  let previous: Json = FIRST_PREVIOUS
  const readLine = (source: string): readonly Row[] => {
    const line = parseLine(source)
    const fault = line === undefined ? 'cannot be read' : faultOf(line, number, chainKey)
    number += 1
    if (fault !== undefined) wrong.push(`line ${number} ${fault}`)
    else if (line?.previous !== previous) wrong.push(`a line before line ${number} was removed or altered`)
    previous = line?.hash ?? null
    if (line === undefined) return []
    lines.push(line)
    if (isUnkeyedLine(line)) unkeyedLines += 1
    return [line]
  }
  return {
    lines,
    wrong,
    get unkeyedLines() {
      return unkeyedLines
    },
    read: (text) => completeLines(text).flatMap(readLine),
  }
}

/** Whether a line was written before the book had a key. */
export function isUnkeyedLine({ version }: Row): boolean {
  return version !== RECEIPT_VERSION
}

/** How many bytes of a book are whole lines. */
export function completeBytes(bytes: Uint8Array): number {
  return bytes.lastIndexOf(10) + 1
}

function faultOf(line: Row, index: number, chainKey: ChainKey | undefined): string | undefined {
  const { hash = null, ...rest } = line
  const text = JSON.stringify(rest)
  if (isUnkeyedLine(line)) {
    if (hash !== createHash('sha256').update(text).digest('hex')) return 'was altered'
    return index >= (chainKey?.unkeyedLines ?? Number.POSITIVE_INFINITY)
      ? 'is not under the key of the receipts'
      : undefined
  }
  if (chainKey === undefined || line.key !== chainKey.key.id) return 'was written under a key that is not here'
  return hash === chainKey.key.chain(text) ? undefined : 'was altered'
}

function completeLines(text: string): string[] {
  return text.split('\n').slice(0, -1)
}

function parseLine(source: string): Row | undefined {
  try {
    const line: unknown = JSON.parse(source)
    return isRow(line) ? line : undefined
  } catch {
    return undefined
  }
}
