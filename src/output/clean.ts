/** Most text is plain, and this one test is all that it costs. */
const plain = /^[\x20-\x7e]*$/

/** A terminal's own commands, whole, so that no `[31m` stays behind. One that never ends loses only its first sign. */
const commands =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]*[0-Z\\^-~]/g

const breaks = /\r\n|[\n\r\v\f\x85\u2028\u2029]/g

/** Hidden tags spell the flag of a region (Scotland's, say); anywhere else they only smuggle text. A flag is the longer find. */
const flagsAndUnseen =
  /\u{1f3f4}[\u{e0020}-\u{e007e}]{1,6}\u{e007f}|[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/** Joiners hold emoji and the letters of Persian or Hindi together; between Latin letters they only disguise a word. */
const looseJoiner = /(?<![\p{Lo}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]+/gu

/**
 * Text from outside made harmless for a terminal: no control characters or escape sequences, nothing that turns the
 * direction of writing or hides text, no halves of characters. Lines stay lines, ended by `\n`; a tab becomes a space.
 */
export function forTerminal(text: string): string {
  if (plain.test(text)) return text
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(commands, '')
    .replace(breaks, '\n')
    .replaceAll('\t', ' ')
    .replace(flagsAndUnseen, (found) => (found.length > 2 ? found : ''))
    .replace(looseJoiner, '')
}

/** The same on one line: what a table row or a message can hold. */
export function oneLine(text: string): string {
  return plain.test(text) ? text : forTerminal(text).replaceAll('\n', ' ')
}

/** What opens a formula, even behind spaces, quotes or marks without width; also in the letters of East Asia. */
const opening = /^[\s\p{Cf}"'`]*([=+\-@\uff1d\uff0b\uff0d\uff20])/u

/** A number or an id: a sign, and digits that spaces, dots or commas part; or a dash that stands for nothing. */
const plainNumber = /^(?:[+-]\d+(?:[ .,]\d+)*(?:e[+-]?\d+)?|-+)$/i

/** A phone number as people and Gong write it: `+1 202-555-0100`, `+44 (0)20 7946 0000`. */
const phoneNumber = /^\+\d(?:[ ./-]?\(?\d+\)?){1,12}$/

/** Behind a semicolon prose goes on with a space and a sign (`Q1; -5 %`); what calls something is guarded there all the same. */
const prose = /^ +[+-][^|!(=@]*$/

/** A line of a list: it runs only with what calls something. */
const bullet = /^[+-] \p{L}[^|!(=@]*$/u

/**
 * Text made harmless for a spreadsheet: control characters go (tabs and line ends stay, as `\n`), and what a program
 * might run as a formula gets a leading `'`. Plain numbers and phone numbers are no formulas. Behind a semicolon, a tab or
 * a line end a spreadsheet of another country begins a cell of its own, so it is guarded there, too.
 */
export function forSpreadsheet(text: string): string {
  const clean = unguarded(text)
  if (plainNumber.test(clean) || phoneNumber.test(clean)) return clean
  if (/^[\t\n]/.test(clean) || opening.test(clean)) return `'${guarded(clean)}`
  return guarded(clean)
}

/** The same without the guard, for programs. */
export function unguarded(text: string): string {
  return plain.test(text) ? text : text.replace(/\r\n?/g, '\n').replace(uncellable, '')
}

/** The text with its later parts guarded; the first is looked at together with the whole. */
function guarded(text: string): string {
  if (!/[;\t\n]/.test(text)) return text
  return text.replace(/(?<=[;\t\n])[^;\t\n]+/g, (part) => (isRun(part) ? `'${part}` : part))
}

function isRun(part: string): boolean {
  if (!opening.test(part) || prose.test(part) || bullet.test(part.trimStart())) return false
  const text = part.trim()
  return !plainNumber.test(text) && !phoneNumber.test(text)
}

const uncellable = /[\x00-\x08\x0b-\x1f\x7f-\x9f]|\p{Surrogate}/gu

const escapes =
  /[\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/** JSON for a terminal: the same value, with every character that a terminal might obey written as `\uXXXX`. */
export function escaped(json: string): string {
  return json.replace(escapes, (found) => found.split('').map(unit).join(''))
}

function unit(half: string): string {
  return `\\u${half.charCodeAt(0).toString(16).padStart(4, '0')}`
}
