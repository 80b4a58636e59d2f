import { isRow, type Json } from '../../lib/rows.ts'
import type { ContextOptions } from '../company/crm.ts'

/** What a request wants to see: `parties`, `content.brief`, `interaction.speakers` …, and CRM context. */
export interface Selector {
  has(field: string): boolean
  /** Whether any field of a group (`content`, `interaction` …) is wanted. */
  any(group: string): boolean
  readonly contexts: ContextOptions
}

/** Reads `contentSelector` of an extensive request; nothing but metaData when it is left out. */
export function parseSelector(body: Json | undefined): Selector {
  const selector = isRow(body) && isRow(body.contentSelector) ? body.contentSelector : {}
  const wanted = flags('', selector.exposedFields ?? {})
  const timing = Array.isArray(selector.contextTiming) ? selector.contextTiming.map(String) : ['Now']
  return {
    has: (field) => wanted.includes(field),
    any: (group) => wanted.some((field) => field.startsWith(`${group}.`)),
    contexts: { depth: String(selector.context ?? 'None'), timing },
  }
}

function flags(path: string, value: Json): string[] {
  if (value === true) return [path]
  if (!isRow(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => flags(path === '' ? key : `${path}.${key}`, inner))
}
