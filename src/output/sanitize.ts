/** Fast path: most text is plain ASCII and needs no replacing. */
const plain = /^[\x20-\x7e]*$/

/** Escape sequences (ECMA-48), whole, so that no `[31m` stays behind. One that never ends loses only its first character. */
const escapeSequences =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]*[0-Z\\^-~]/g

const lineBreaks = /\r\n|[\n\r\v\f\x85\u2028\u2029]/g

/** Tag characters spell the flag of a region (Scotland's, say); anywhere else they hide text. A flag is the longer match. */
const flagsAndInvisibles =
  /\u{1f3f4}[\u{e0020}-\u{e007e}]{1,6}\u{e007f}|[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/** Joiners are part of emoji and of Persian or Hindi words; between Latin letters they only disguise a word. */
const looseJoiner = /(?<![\p{Lo}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]+/gu

/**
 * Sanitizes text for a terminal: without control characters, escape sequences, bidirectional or invisible characters and
 * lone surrogates. Lines stay lines, ended by `\n`; a tab becomes a space.
 */
export function forTerminal(text: string): string {
  if (plain.test(text)) return text
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(escapeSequences, '')
    .replace(lineBreaks, '\n')
    .replaceAll('\t', ' ')
    .replace(flagsAndInvisibles, (found) => (found.length > 2 ? found : ''))
    .replace(looseJoiner, '')
}

/** The same on one line, for a table row or a message. */
export function oneLine(text: string): string {
  return plain.test(text) ? text : forTerminal(text).replaceAll('\n', ' ')
}

/** The start of a formula, also after spaces, quotes or zero-width characters; also in full-width characters. */
const formulaStart = /^[\s\p{Cf}"'`]*([=+\-@\uff1d\uff0b\uff0d\uff20])/u

/** A number or an id: a sign, and digits that spaces, dots or commas part; or a dash that stands for nothing. */
const plainNumber = /^(?:[+-]\d+(?:[ .,]\d+)*(?:e[+-]?\d+)?|-+)$/i

/** A phone number as people and Gong write it: `+1 202-555-0100`, `+44 (0)20 7946 0000`. */
const phoneNumber = /^\+\d(?:[ ./-]?\(?\d+\)?){1,12}$/

/** Prose after a semicolon, such as `Q1; -5 %`; with anything that could call a function it is guarded all the same. */
const prose = /^ +[+-][^|!(=@]*$/

/** An item of a list, which is a formula only if it could call a function. */
const bullet = /^[+-] \p{L}[^|!(=@]*$/u

/**
 * Sanitizes text for a spreadsheet against formula injection: without control characters (tabs and line ends stay, as
 * `\n`), and with a leading `'` before what might be run as a formula. Plain numbers and phone numbers are no formulas. In
 * some locales a semicolon, a tab or a line end begins another cell, so the text after it is guarded, too.
 */
export function forSpreadsheet(text: string): string {
  const clean = stripControls(text)
  if (plainNumber.test(clean) || phoneNumber.test(clean)) return clean
  if (/^[\t\n]/.test(clean) || formulaStart.test(clean)) return `'${guardLaterCells(clean)}`
  return guardLaterCells(clean)
}

/** Removes control characters alone, for programs that run no formulas. */
export function stripControls(text: string): string {
  return plain.test(text) ? text : text.replace(/\r\n?/g, '\n').replace(controls, '')
}

/** Guards the parts after a separator; the first part is judged together with the whole. */
function guardLaterCells(text: string): string {
  if (!/[;\t\n]/.test(text)) return text
  return text.replace(/(?<=[;\t\n])[^;\t\n]+/g, (part) => (isFormula(part) ? `'${part}` : part))
}

function isFormula(part: string): boolean {
  if (!formulaStart.test(part) || prose.test(part) || bullet.test(part.trimStart())) return false
  const text = part.trim()
  return !plainNumber.test(text) && !phoneNumber.test(text)
}

const controls = /[\x00-\x08\x0b-\x1f\x7f-\x9f]|\p{Surrogate}/gu

const terminalControls =
  /[\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/** JSON for a terminal: the same value, with every control or invisible character written as `\uXXXX`. */
export function escapeControls(json: string): string {
  return json.replace(terminalControls, (found) => found.split('').map(unicodeEscape).join(''))
}

function unicodeEscape(half: string): string {
  return `\\u${half.charCodeAt(0).toString(16).padStart(4, '0')}`
}
