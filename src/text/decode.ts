import { Failure } from '../lib/errors.ts'

/**
 * Decodes text of a file, of stdin or of a list: UTF-8, or UTF-16 with a byte order mark, which is dropped. Refuses anything
 * else with a guess at its encoding, and never inserts replacement characters.
 *
 * @param what the file, for the message: `people.csv`, `stdin`
 * @param encoding what `--encoding` says; a byte order mark wins over it
 * @throws Failure `usage` for bytes that are invalid in that encoding
 */
export function decode(bytes: Uint8Array, what: string, encoding?: string): string {
  const mark = byteOrderMark(bytes)
  if (mark === 'utf-32') throw inUtf32(what)
  const label = mark ?? encoding ?? 'utf-8'
  const text = tryDecode(bytes, label)
  if (text !== undefined && !(label === 'utf-8' && text.includes('\0'))) return text
  if (mark !== undefined || encoding !== undefined) throw notInEncoding(what, label)
  throw notTextInUtf8(bytes, what)
}

/** The failure for bytes that are no UTF-8, with a guess at what they are. */
export function notTextInUtf8(bytes: Uint8Array, what: string): Failure {
  const guess = guessEncoding(bytes)
  return notUtf8(what, guess, `add --encoding ${guess}, or save it as UTF-8`)
}

/** Returns the name of an encoding. @throws Failure `usage` for an unknown one */
export function checkEncoding(name: string): string {
  try {
    new TextDecoder(name)
    return name
  } catch (cause) {
    throw new Failure('usage', `--encoding: "${name}" is no encoding that is known here`, {
      hint: 'such as --encoding windows-1252, utf-16le, shift_jis',
      cause,
    })
  }
}

/** The failure for bytes that are invalid in an encoding. */
export function notInEncoding(what: string, label: string): Failure {
  return new Failure('usage', `${what} is not text in ${label}`, { hint: 'save it as UTF-8, or name its encoding' })
}

/** The failure for an encoding that no office program writes. */
export function inUtf32(what: string): Failure {
  return notUtf8(what, 'utf-32', 'save it as UTF-8')
}

function notUtf8(what: string, looks: string, hint: string): Failure {
  return new Failure('usage', `${what} is not UTF-8; it looks like ${looks}`, { hint })
}

function tryDecode(bytes: Uint8Array, label: string): string | undefined {
  const decoder = new TextDecoder(label, { fatal: true })
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

/** The encoding of a byte order mark. That of UTF-32 begins with that of UTF-16, and differs in the zeros after it. */
export function byteOrderMark(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32' | undefined {
  const [one, two, three, four] = bytes
  if (one === 0xef && two === 0xbb && three === 0xbf) return 'utf-8'
  if (one === 0xff && two === 0xfe) return three === 0 && four === 0 && bytes.length > 3 ? 'utf-32' : 'utf-16le'
  if (one === 0xfe && two === 0xff) return 'utf-16be'
  return undefined
}

const SAMPLE_BYTES = 65_536

/** A guess for the hint alone: each of these encodings decodes any bytes, and only a person sees whether the text is right. */
function guessEncoding(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const zeros = [0, 1].map((odd) => sample.filter((byte, at) => byte === 0 && at % 2 === odd).length)
  if (zeros.some((count) => count > 0)) return (zeros[0] ?? 0) > (zeros[1] ?? 0) ? 'utf-16be' : 'utf-16le'
  const text = Buffer.from(sample).toString('latin1')
  const high = text.match(/[\x80-\xff]/g)?.length ?? 0
  const letters = text.match(/[\xc0-\xff]{3,}/g)?.join('').length ?? 0
  if (letters > high / 2) return 'windows-1251'
  const doubled = text.match(/[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]/g)?.length ?? 0
  if (/[\x81-\x9f][\x80-\xfc]/.test(text) && doubled > high / 4 && tryDecode(bytes, 'shift_jis') !== undefined)
    return 'shift_jis'
  // What the label latin1 stands for, too.
  return 'windows-1252'
}
