import type { Json } from '../../lib/rows.ts'
import type { JsonNode } from './json-with-comments.ts'

/** Adds a member to the end of an object of a text, in the text's own indentation; nothing else of the text is changed. */
export function insertMember(text: string, object: JsonNode, key: string, value: Json): string {
  const { members = [], endsWithComma = false } = object
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const outer = indentAt(text, object.start)
  const first = members[0]
  const isOnLines = first !== undefined && text.slice(object.start, first.keyStart).includes('\n')
  const unit = unitOf(text)
  const inner = isOnLines ? indentAt(text, first.keyStart) : outer + unit
  const written = `"${key}": ${JSON.stringify(value, null, unit)}`.replaceAll('\n', newline + inner)
  // Behind the last comment, so that it stays with what it is about.
  const close = object.end - 1
  const at = close - (/\s*$/.exec(text.slice(object.start + 1, close))?.[0].length ?? 0)
  const lastEnd = members.at(-1)?.node.end
  const comma = lastEnd === undefined || endsWithComma ? '' : ','
  const before = text.slice(0, lastEnd ?? at) + comma + text.slice(lastEnd ?? at, at)
  const rest = text.slice(at)
  const end = /^\s*\n/.test(rest) ? rest : `${newline}${outer}${rest.trimStart()}`
  return `${before}${newline}${inner}${written}${end}`
}

/** The blanks that the line of a place begins with. */
function indentAt(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
  return /^[ \t]*/.exec(line)?.[0] ?? ''
}

/** The first indentation of a text; two blanks where it has none. */
function unitOf(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? '  '
}
