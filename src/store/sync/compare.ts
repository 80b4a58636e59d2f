import { isRow, type Json, type Row } from '../../lib/rows.ts'

/** The dotted paths at which two JSON values differ, down to lists; empty when they are equal. */
export function differingPaths(one: Json | undefined, other: Json | undefined, path = ''): readonly string[] {
  if (isRow(one) && isRow(other)) {
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
    return names.flatMap((name) => differingPaths(one[name], other[name], path === '' ? name : `${path}.${name}`))
  }
  return JSON.stringify(one) === JSON.stringify(other) ? [] : [path]
}

/** What of a transcript a copy has: who says what, and when. */
export function spokenLines(record: Row | undefined): readonly string[] {
  const turns = Array.isArray(record?.transcript) ? record.transcript.filter(isRow) : []
  return turns.flatMap(({ speakerId, sentences }) =>
    (Array.isArray(sentences) ? sentences.filter(isRow) : []).map(({ start, end, text }) =>
      spokenLine(speakerId, start, end, text),
    ),
  )
}

/** One sentence as a text that tells it from others. */
export function spokenLine(...parts: readonly (Json | undefined)[]): string {
  return parts.map((part) => (part === null || part === undefined ? '' : String(part))).join(' ')
}
