/** Fast path: most text is printable ASCII. */
const plain = /^[\x20-\x7e]*$/
const plainLines = /^[\n\x20-\x7e]*$/

/** Complete escape sequences (ECMA-48), so that no `[31m` is left. Of an unterminated one only the first character goes. */
const escapeSequences =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]*[0-Z\\^-~]/g

const lineBreaks = /\r\n|[\n\r\v\f\x85\u2028\u2029]/g

/** Tag characters are part of a region's flag, such as Scotland's; anywhere else they hide text. Flags match first and stay. */
const flagsAndInvisibles =
  /\u{1f3f4}[\u{e0020}-\u{e007e}]{1,6}\u{e007f}|[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/**
 * Sanitizes text for a terminal: without control characters, escape sequences, bidirectional or invisible characters and
 * lone surrogates. Lines stay lines, ended by `\n`; a tab becomes a space.
 */
export function forTerminal(text: string): string {
  if (plainLines.test(text)) return text
  const shown = text
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replace(escapeSequences, '')
    .replace(lineBreaks, '\n')
    .replaceAll('\t', ' ')
    .replace(flagsAndInvisibles, (found) => (found.length > 2 ? found : ''))
  return /[\u200c\u200d]/.test(shown) ? withoutLooseJoiners(shown) : shown
}

/** Keeps joiners in emoji and in Persian or Hindi words; between Latin letters they only disguise a word. */
function withoutLooseJoiners(text: string): string {
  const joined = ['Lo', 'M', 'Extended_Pictographic', 'Emoji_Modifier'].map((name) => `\\p{${name}}`)
  // Not a literal, for which V8 would load the Unicode properties at every start.
  return text.replace(new RegExp(`(?<![${joined.join('')}])[\\u200c\\u200d]+`, 'gu'), '')
}

/** The same on one line, for a table row or a message. */
export function oneLine(text: string): string {
  return plain.test(text) ? text : forTerminal(text).replaceAll('\n', ' ')
}
