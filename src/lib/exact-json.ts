import type { Json } from './rows.ts'

/** An integer of so many digits may not fit in a double. */
const LONG_DIGITS = 16

const PLUS = 43
const COMMA = 44
const MINUS = 45
const DOT = 46
const ZERO = 48
const NINE = 57
const COLON = 58
const OPEN = 91
const BACKSLASH = 92
const E = 101

/**
 * Parses JSON without losing a digit. Gong sends ids beyond 2^53 as bare numbers (quirk 9), which `JSON.parse` rounds;
 * Node 20 has no source text in its reviver.
 *
 * @returns what `JSON.parse` gives, except that a whole number beyond ±(2^53 - 1) is a string, digit by digit as
 * written, and so is a number that no double can hold (1e400). Safe integers, fractions and exponents stay numbers.
 * @throws SyntaxError when the text is not JSON.
 */
export function parseExact(text: string): Json {
  const quoted = quoteLong(text)
  return JSON.parse(BEYOND_DOUBLE.test(quoted) ? quoteBeyond(quoted) : quoted)
}

/** Matches a possible number beyond the range of doubles: three digits of exponent, then the end of a value. */
const BEYOND_DOUBLE = /\de\+?\d{3,}\s*(?:[,\]}]|$)/i
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\w.+-])-?(?:0|[1-9]\d*)(?:\.\d+)?e\+?\d+(?=\s*(?:[,\]}]|$))/gis

/** Quotes numbers that would become `Infinity`, which JSON does not have. */
function quoteBeyond(text: string): string {
  return text.replace(TOKEN, (token) =>
    token.startsWith('"') || Number.isFinite(Number(token)) ? token : `"${token}"`,
  )
}

/**
 * Quotes the long integers of a JSON text. Invalid JSON stays invalid.
 *
 * Sixteen digits in a row always cover an index that is a multiple of sixteen, so only those are checked; strings are scanned
 * only up to a candidate, to see whether it is inside one.
 */
function quoteLong(text: string): string {
  let quoted = ''
  let done = 0
  let string = text.indexOf('"')
  let outside = 0
  for (let at = LONG_DIGITS - 1; at < text.length; at += LONG_DIGITS) {
    if (!isDigit(text.charCodeAt(at))) continue
    const start = startOf(text, at)
    const end = afterDigits(text, at)
    at = end
    if (end - start < LONG_DIGITS || !isBare(text, start)) continue
    while (string !== -1 && string < start) {
      outside = afterString(text, string)
      string = text.indexOf('"', outside)
    }
    if (outside > start || !isLong(text, start, end)) continue
    quoted += `${text.slice(done, start)}"${text.slice(start, end)}"`
    done = end
  }
  return quoted + text.slice(done)
}

/** The index after the quote that closes the string at `open`: the first one after an even number of backslashes. */
function afterString(text: string, open: number): number {
  for (let quote = text.indexOf('"', open + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let before = quote - 1
    while (text.charCodeAt(before) === BACKSLASH) before--
    if ((quote - before) % 2 === 1) return quote + 1
  }
  return text.length
}

/** The start of the integer around a digit, with its sign. */
function startOf(text: string, digit: number): number {
  let at = digit
  while (isDigit(text.charCodeAt(at - 1))) at--
  return text.charCodeAt(at - 1) === MINUS ? at - 1 : at
}

function afterDigits(text: string, start: number): number {
  let at = start
  while (isDigit(text.charCodeAt(at))) at++
  return at
}

/** Whether a JSON number can start here; ids inside strings mostly follow a quote, or `=` in a link. */
function isBare(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1)
  return start === 0 || before <= 32 || before === COLON || before === COMMA || before === OPEN
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE
}

function isInNumber(code: number): boolean {
  return isDigit(code) || code === DOT || code === PLUS || code === MINUS || (code | 32) === E
}

/** Whether the digits are a whole JSON number that a double cannot keep. */
function isLong(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start) === MINUS ? start + 1 : start
  if (text.charCodeAt(first) === ZERO || isInNumber(text.charCodeAt(end)) || isKey(text, end)) return false
  return end - first > LONG_DIGITS || !Number.isSafeInteger(Number(text.slice(start, end)))
}

/** A bare number as a key is invalid JSON, and must stay so. */
function isKey(text: string, end: number): boolean {
  let at = end
  while (text.charCodeAt(at) <= 32) at++
  return text.charCodeAt(at) === COLON
}
