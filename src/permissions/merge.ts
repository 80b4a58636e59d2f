import type { Field } from '../catalogue/kinds.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import { leafEntries } from '../output/fields.ts'

/** Merges `over` into `under`: objects merge, lists and single values replace. */
export function mergeRows(under: Row, over: Row): Row {
  const laid = Object.entries(over).map(([name, value]): [string, Json] => {
    const before = under[name]
    return [name, isRow(before) && isRow(value) ? mergeRows(before, value) : value]
  })
  return { ...under, ...Object.fromEntries(laid) }
}

/** One place in which two profiles differ. */
export interface Difference {
  /** A dotted path. */
  readonly path: string
  readonly was: string
  readonly is: string
}

/** The places in which a profile differs, in its order. What is absent, null or empty is `nothing`. */
export function differencesOf(before: Row, after: Row): readonly Difference[] {
  const [old, now] = [new Map(leafEntries(before)), new Map(leafEntries(after))]
  const paths = [...new Set([...old.keys(), ...now.keys()])]
  return paths
    .map((path) => ({ path, was: formatValue(old.get(path)), is: formatValue(now.get(path)) }))
    .filter(({ was, is }) => was !== is)
}

/** The differences, a line each: `scoreCalls: false → true`. */
export function describeDifferences(before: Row, after: Row): string[] {
  return differencesOf(before, after).map(({ path, was, is }) => `${path}: ${was} → ${is}`)
}

function formatValue(value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.join(', ')
  return isRow(value) ? 'nothing' : String(value)
}

/**
 * The fields of a body that are in the catalogue, without nulls. An answer of Gong may have nulls and newer fields (quirk
 * 76), which are sent back unchanged, so only the rest can be validated.
 *
 * @param fields the body's fields by path, `callsAccess.teamLeadIds[]` style
 */
export function knownFields(fields: ReadonlyMap<string, Field>, body: Row, under = ''): Row {
  const entries = Object.entries(body).flatMap(([name, value]): [string, Json][] => {
    const path = under + name
    if (fields.has(path) || fields.has(`${path}[]`)) return value === null ? [] : [[name, value]]
    const inside = [...fields.keys()].some((field) => field.startsWith(`${path}.`))
    return inside && isRow(value) ? [[name, knownFields(fields, value, `${path}.`)]] : []
  })
  return Object.fromEntries(entries)
}
