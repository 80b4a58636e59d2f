import { createHash } from 'node:crypto'
import { isRow, type Json, type Row } from '../../rows.ts'

/** What the first line of a book follows. */
const START = '0'.repeat(64)

/**
 * One line of the book: what happened, and a hash over it and the line before. Whoever alters or removes a line breaks the
 * hashes after it; what is cut off at the end shows only against a copy, such as that of `--receipt`.
 */
export function chained(event: Row, before: Row | undefined): Row {
  const previous = before === undefined ? START : (before.hash ?? null)
  const line = { ...event, previous }
  return { ...line, hash: hashOf(line) }
}

/**
 * The lines of a book, and what is wrong with them.
 *
 * @param text of the whole book; what a crash has left of a half-written line does not count
 */
export function readChain(text: string): { readonly lines: readonly Row[]; readonly wrong: readonly string[] } {
  const lines: Row[] = []
  const wrong: string[] = []
  let previous: Json = START
  for (const [index, source] of whole(text).entries()) {
    const line = parsed(source)
    const { hash = null, ...rest } = line ?? {}
    if (line === undefined) wrong.push(`line ${index + 1} cannot be read`)
    else if (hash !== hashOf(rest)) wrong.push(`line ${index + 1} was altered`)
    else if (line.previous !== previous) wrong.push(`a line before line ${index + 1} was removed or altered`)
    if (line !== undefined) lines.push(line)
    previous = hash
  }
  return { lines, wrong }
}

/** The bytes of a book that are whole lines. */
export function wholeBytes(bytes: Uint8Array): number {
  return bytes.lastIndexOf(10) + 1
}

function whole(text: string): string[] {
  return text.split('\n').slice(0, -1)
}

function hashOf(line: Row): string {
  return createHash('sha256').update(JSON.stringify(line)).digest('hex')
}

function parsed(source: string): Row | undefined {
  try {
    const line: unknown = JSON.parse(source)
    return isRow(line) ? line : undefined
  } catch {
    return undefined
  }
}
