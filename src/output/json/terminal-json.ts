const terminalControls =
  /[\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/** JSON for a terminal: the same value, with every control or invisible character written as `\uXXXX`. */
export function escapeControls(json: string): string {
  return json.replace(terminalControls, (found) => found.split('').map(unicodeEscape).join(''))
}

function unicodeEscape(half: string): string {
  return `\\u${half.charCodeAt(0).toString(16).padStart(4, '0')}`
}
