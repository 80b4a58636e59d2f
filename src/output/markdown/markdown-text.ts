import { oneLine } from '../../lib/terminal-text.ts'

/** Entities instead of a backslash where a reader that knows no backslash would take it for HTML. */
const ENTITIES: { readonly [sign: string]: string } = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }

/** The bare links of GitHub. */
const links = /(?<=https?|ftp):(?=\/\/)|(?<=www)\./gi

/** Escapes every sign that could be markup, and the bare links of GitHub. The text stays on one line. */
export function escapeMarkdown(text: string): string {
  return withEntities(withEntities(escapeHtmlSigns(text).replace(/[\\`*_[\]|~$#!]/g, '\\$&'), links), /@/g)
}

/**
 * The same for a cell that people also read as it is, in Slack: `_` and `@` between two letters are no markup and stay, so
 * that names of fields and e-mail addresses are readable. GitHub makes a link of an address to itself.
 */
export function markdownCell(text: string): string {
  const escaped = escapeHtmlSigns(text).replace(/[\\`*[\]|~$]|(?<![a-z\d])_|_(?![a-z\d])/gi, '\\$&')
  return withEntities(withEntities(escaped, links), /(?<![a-z\d._+-])@|@(?![a-z\d])/gi)
}

function escapeHtmlSigns(text: string): string {
  return oneLine(text).replace(/[<>&]/g, (sign) => ENTITIES[sign] ?? sign)
}

function withEntities(text: string, signs: RegExp): string {
  return text.replace(signs, (sign) => `&#${sign.charCodeAt(0)};`)
}
