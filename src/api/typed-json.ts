import { isExactNumber } from '../catalogue/numeral.ts'
import { Failure } from '../lib/errors.ts'
import { parseExact } from '../lib/exact-json.ts'
import { checkDepth } from '../lib/json-depth.ts'
import type { Json } from '../lib/rows.ts'

const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs
/** Long ones are ids, of which `parseExact` makes strings. */
const INTEGER = /^-?\d+$/

/**
 * Parses JSON that was typed, to be sent exactly. An integer beyond ±(2^53 - 1) is an id and becomes a string.
 *
 * @param source what holds it, for the message: `--body`
 * @throws Failure `usage` for a number that no double can represent, and for what is nested too deep
 * @throws SyntaxError when it is not JSON
 */
export function typedJson(source: string, text: string): Json {
  const value = parseExact(text)
  checkDepth(source, value)
  for (const [token] of text.matchAll(STRING_OR_NUMBER)) {
    if (token.startsWith('"') || INTEGER.test(token) || isExactNumber(token)) continue
    throw new Failure('usage', `${source}: ${token} is a number that cannot be sent as it is written`, {
      hint: `write "${token}", in quotes, to send it as text`,
    })
  }
  return value
}
