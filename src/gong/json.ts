import type { Json } from '../rows.ts'

/** Bare numbers stand after one of these; ids inside strings follow a quote, or `=` in a link. */
const MAYBE_LONG = /(?:^|[\s:,[-])\d{16}/

const QUOTE = 34
const PLUS = 43
const MINUS = 45
const DOT = 46
const ZERO = 48
const NINE = 57
const COLON = 58
const BACKSLASH = 92
const E = 101

/**
 * Parses JSON without losing a digit. Gong sends ids past 2^53 as bare numbers (quirk 9), which `JSON.parse` rounds and
 * Node 20 cannot hand over as text.
 *
 * @returns what `JSON.parse` gives, except that a whole number beyond ±(2^53 - 1) is a string, digit by digit as
 * written. Safe integers, fractions and exponents stay numbers.
 * @throws SyntaxError when the text is not JSON.
 */
export function parseExact(text: string): Json {
  return JSON.parse(MAYBE_LONG.test(text) ? quoteLong(text) : text)
}

/** Puts quotes around the long integers of a JSON text. What was not JSON before is not JSON afterwards. */
function quoteLong(text: string): string {
  let quoted = ''
  let done = 0
  let at = 0
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = afterString(text, at)
    else if (code === MINUS || isDigit(code)) {
      const end = afterDigits(text, at + 1)
      if (end - at >= 16 && isLong(text, at, end)) {
        quoted += `${text.slice(done, at)}"${text.slice(at, end)}"`
        done = end
      }
      at = afterNumber(text, end)
    } else at++
  }
  return quoted + text.slice(done)
}

/** Past the quote that closes the string opened at `open`: the next one after an even number of backslashes. */
function afterString(text: string, open: number): number {
  for (let quote = text.indexOf('"', open + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let before = quote - 1
    while (text.charCodeAt(before) === BACKSLASH) before--
    if ((quote - before) % 2 === 1) return quote + 1
  }
  return text.length
}

function afterDigits(text: string, start: number): number {
  let at = start
  while (isDigit(text.charCodeAt(at))) at++
  return at
}

/** Past fraction and exponent, whose digits are no integers of their own. */
function afterNumber(text: string, start: number): number {
  let at = start
  while (isInNumber(text.charCodeAt(at))) at++
  return at
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE
}

function isInNumber(code: number): boolean {
  return isDigit(code) || code === DOT || code === PLUS || code === MINUS || (code | 32) === E
}

/** Whether the digits are the whole of a JSON number that a double may not keep; only short ones need be converted. */
function isLong(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start) === MINUS ? start + 1 : start
  if (text.charCodeAt(first) === ZERO || isInNumber(text.charCodeAt(end)) || isKey(text, end)) return false
  return end - first > 16 || !Number.isSafeInteger(Number(text.slice(start, end)))
}

/** A bare number in the place of a key is not JSON, and must not become it. */
function isKey(text: string, end: number): boolean {
  let at = end
  while (text.charCodeAt(at) <= 32) at++
  return text.charCodeAt(at) === COLON
}
