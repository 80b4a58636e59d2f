import { Failure } from '../lib/errors.ts'

/**
 * Text of a file, of stdin or of a list. It is UTF-8, or UTF-16 that begins with a byte order mark; the mark is dropped. What
 * is neither is refused with the name of the encoding that it looks like: never is a sign replaced by another.
 *
 * @param what the file, for the message: `people.csv`, `stdin`
 * @param encoding what `--encoding` says; a byte order mark wins over it
 * @throws Failure `usage` for bytes that are no text of that encoding, or an encoding that nobody knows
 */
export function decode(bytes: Uint8Array, what: string, encoding?: string): string {
  const marked = markOf(bytes)
  if (marked === 'utf-32') throw refused(what, 'utf-32', 'save it as UTF-8')
  const label = marked ?? encoding ?? 'utf-8'
  const text = decoded(bytes, label)
  if (text !== undefined && !(label === 'utf-8' && text.includes('\0'))) return text
  if (marked !== undefined || encoding !== undefined) throw unreadable(what, label)
  const guess = looksLike(bytes)
  throw refused(what, guess, `add --encoding ${guess}, or save it as UTF-8`)
}

/** @throws Failure `usage` for a name that no encoding has */
export function checkEncoding(name: string): string {
  try {
    new TextDecoder(name)
    return name
  } catch (cause) {
    throw new Failure('usage', `--encoding: "${name}" is no encoding that is known here`, {
      hint: 'such as --encoding windows-1252, latin1, utf-16le, shift_jis',
      cause,
    })
  }
}

/** For bytes that are no text of the encoding that was said. */
export function unreadable(what: string, label: string): Failure {
  return new Failure('usage', `${what} is not text in ${label}`, { hint: 'save it as UTF-8, or name its encoding' })
}

function refused(what: string, looks: string, hint: string): Failure {
  return new Failure('usage', `${what} is not UTF-8; it looks like ${looks}`, { hint })
}

function decoded(bytes: Uint8Array, label: string): string | undefined {
  const decoder = new TextDecoder(label, { fatal: true })
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

/** What a byte order mark says. UTF-32 begins as UTF-16 does, and is told apart by the zeros after it. */
export function markOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32' | undefined {
  const [one, two, three, four] = bytes
  if (one === 0xef && two === 0xbb && three === 0xbf) return 'utf-8'
  if (one === 0xff && two === 0xfe) return three === 0 && four === 0 && bytes.length > 3 ? 'utf-32' : 'utf-16le'
  if (one === 0xfe && two === 0xff) return 'utf-16be'
  return undefined
}

/** So many bytes are looked at for a guess. */
const SAMPLE = 65_536

/** A guess, for people: each of these gives some text of the bytes, and only a person can say whether it is the right one. */
function looksLike(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE)
  const zeros = [0, 1].map((odd) => sample.filter((byte, at) => byte === 0 && at % 2 === odd).length)
  if (zeros.some((count) => count > 0)) return (zeros[0] ?? 0) > (zeros[1] ?? 0) ? 'utf-16be' : 'utf-16le'
  const text = Buffer.from(sample).toString('latin1')
  const high = text.match(/[\x80-\xff]/g)?.length ?? 0
  const letters = text.match(/[\xc0-\xff]{3,}/g)?.join('').length ?? 0
  if (letters > high / 2) return 'windows-1251'
  const doubled = text.match(/[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]/g)?.length ?? 0
  if (/[\x81-\x9f][\x80-\xfc]/.test(text) && doubled > high / 4 && decoded(bytes, 'shift_jis') !== undefined)
    return 'shift_jis'
  return /[\x80-\x9f]/.test(text) ? 'windows-1252' : 'latin1'
}
