import { isExactNumber } from '../catalogue/numeral.ts'
import { Failure } from '../lib/errors.ts'
import type { Json } from '../lib/rows.ts'
import { parseExact } from './exact-json.ts'

const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs
/** Ids, which Gong takes as text and `parseExact` makes text of. */
const WHOLE = /^-?\d+$/

/**
 * The JSON that somebody typed, to be sent as it is written. A whole number beyond ±(2^53 - 1) is an id and becomes the
 * text that Gong takes for one.
 *
 * @param said what holds it, for the message: `--body`
 * @throws Failure `usage` for a number that would be sent as another one
 * @throws SyntaxError when it is not JSON
 */
export function typedJson(said: string, text: string): Json {
  const value = parseExact(text)
  for (const [token] of text.matchAll(STRING_OR_NUMBER)) {
    if (token.startsWith('"') || WHOLE.test(token) || isExactNumber(token)) continue
    throw new Failure('usage', `${said}: ${token} is a number that cannot be sent as it is written`, {
      hint: `write "${token}", in quotes, to send it as text`,
    })
  }
  return value
}
