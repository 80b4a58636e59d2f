/** Fast path: most text is plain ASCII and needs no replacing. */
const plain = /^[\x20-\x7e]*$/

/** A number or an id: a sign, and digits that spaces, dots or commas part; or a dash that stands for nothing. */
const plainNumber = /^(?:[+-]\d+(?:[ .,]\d+)*(?:e[+-]?\d+)?|-+)$/i

/** A phone number as people and Gong write it: `+1 202-555-0100`, `+44 (0)20 7946 0000`. */
const phoneNumber = /^\+\d(?:[ ./-]?\(?\d+\)?){1,12}$/

/** Prose after a semicolon, such as `Q1; -5 %`; with anything that could call a function it is guarded all the same. */
const prose = /^ +[+-][^|!(=@]*$/

/**
 * Sanitizes text for a spreadsheet against formula injection: without control characters (tabs and line ends stay, as
 * `\n`), and with a leading `'` before what might be run as a formula. Plain numbers and phone numbers are no formulas. In
 * some locales a semicolon, a tab or a line end begins another cell, so the text after it is guarded, too.
 */
export function forSpreadsheet(text: string): string {
  const clean = stripControls(text)
  if (plainNumber.test(clean) || phoneNumber.test(clean)) return clean
  if (/^[\t\n]/.test(clean) || beginsFormula(clean)) return `'${guardLaterCells(clean)}`
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

/** The start of a formula, also after spaces, quotes or zero-width characters; also in full-width characters. */
function beginsFormula(text: string): boolean {
  return /^[\s\p{Cf}"'`]*([=+\-@\uff1d\uff0b\uff0d\uff20])/u.test(text)
}

/** An item of a list, which is a formula only if it could call a function. */
function isBullet(text: string): boolean {
  return /^[+-] \p{L}[^|!(=@]*$/u.test(text)
}

function isFormula(part: string): boolean {
  if (!beginsFormula(part) || prose.test(part) || isBullet(part.trimStart())) return false
  const text = part.trim()
  return !plainNumber.test(text) && !phoneNumber.test(text)
}

const controls = /[\x00-\x08\x0b-\x1f\x7f-\x9f]|[\ud800-\udfff]/gu
