import type { Json } from '../../lib/rows.ts'
import { forTerminal, oneLine } from '../../lib/terminal-text.ts'

const ID = /(^id|[a-z]Id|_id)$/

/**
 * A value without what could deceive its reader: control characters, escape sequences, invisible and bidirectional characters go,
 * as they do on a terminal, in texts and in names of fields. Ids are texts.
 */
export function cleanValue(value: Json, name = ''): Json {
  if (typeof value === 'string') return forTerminal(value)
  if (typeof value === 'number') return ID.test(name) ? String(value) : value
  if (Array.isArray(value)) return value.map((one: Json) => cleanValue(one, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [oneLine(key), cleanValue(one, key)]))
}
