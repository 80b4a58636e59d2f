import { isRow, type Json, type Row } from '../../lib/rows.ts'
import { formatCount } from '../../lib/spelling.ts'
import type { ToolAnswer } from '../tool.ts'

type Content = ToolAnswer['content']

/** An answer in two parts. */
export interface Cut {
  readonly shown: Content
  /** What is left, and what is shown of it in words; absent where everything fits. */
  readonly rest?: Content
  readonly says?: string
}

/**
 * The first part of an answer that has at most so many bytes as JSON, and what is left. Rows and lines stay whole as long as one
 * of them fits; of one record the longest list is cut.
 */
export function cutContent(content: Content, maxBytes: number): Cut {
  const bytes = bytesOf(content)
  if (bytes <= maxBytes) return { shown: content }
  if (typeof content === 'string') return cutText(content, maxBytes)
  return isRow(content) ? cutRecord(content, maxBytes) : cutRows(content, maxBytes)
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value))
}

function cutRows(rows: readonly Row[], maxBytes: number): Cut {
  let count = 0
  for (let left = maxBytes; count < rows.length; count += 1) {
    left -= bytesOf(rows[count]) + 1
    if (left < 0) break
  }
  const [first] = rows
  if (count === 0 && first !== undefined) {
    const cut = cutRecord(first, maxBytes)
    const { shown, rest } = cut
    if (!isRow(shown)) return cut
    const left = isRow(rest) ? [rest] : []
    return {
      shown: [shown],
      rest: [...left, ...rows.slice(1)],
      says: `the first of ${formatCount(rows.length)} rows, cut`,
    }
  }
  const says = `the first ${formatCount(count)} of ${formatCount(rows.length)} rows`
  return { shown: rows.slice(0, count), rest: rows.slice(count), says }
}

/** The field that takes most, cut to what the others leave; the rest is a record with that field alone. */
function cutRecord(record: Row, maxBytes: number): Cut {
  const sizes = Object.entries(record).map(([name, value]) => [name, bytesOf(value)] as const)
  const [[name, size] = ['', 0]] = sizes.toSorted(([, a], [, b]) => b - a)
  const room = Math.max(200, maxBytes - (bytesOf(record) - size))
  const { first, left, says } = cutValue(record[name] ?? null, room)
  const shown = { ...record, [name]: first }
  // Where several fields are too long, each is cut in its turn.
  const again = bytesOf(shown) > maxBytes && bytesOf(shown) < bytesOf(record) ? cutRecord(shown, maxBytes) : { shown }
  const more = 'rest' in again && isRow(again.rest) ? again.rest : {}
  const alsoSays = 'says' in again && again.says !== undefined ? [again.says] : []
  return { shown: again.shown, rest: { ...more, [name]: left }, says: [`${name}: ${says}`, ...alsoSays].join('; ') }
}

function cutValue(value: Json, room: number): { readonly first: Json; readonly left: Json; readonly says: string } {
  if (Array.isArray(value)) {
    let count = 0
    for (let left = room; count < value.length; count += 1) {
      left -= bytesOf(value[count]) + 1
      if (left < 0) break
    }
    const kept = Math.max(count, 1)
    if (kept < value.length || count > 0)
      return { first: value.slice(0, kept), left: value.slice(kept), says: `the first ${kept} of ${value.length}` }
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const { shown, rest, says } = cutText(text, room)
  return { first: String(shown), left: String(rest ?? ''), says: says ?? '' }
}

/** At the end of a line, else of a word, where there is one. */
function cutText(text: string, maxBytes: number): Cut {
  let end = Math.min(text.length, maxBytes)
  while (end > 1 && bytesOf(text.slice(0, end)) > maxBytes) end = Math.floor(end * 0.9)
  const piece = text.slice(0, end)
  const at = [piece.lastIndexOf('\n'), piece.lastIndexOf(' ')].find((place) => place > end / 2) ?? end
  // Half of a surrogate pair is no character.
  const safe = /[\ud800-\udbff]$/.test(text.slice(0, at)) ? at - 1 : at
  const says = `the first ${formatCount(safe)} of ${formatCount(text.length)} characters`
  return { shown: text.slice(0, safe), rest: text.slice(safe), says }
}
