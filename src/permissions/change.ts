import type { Field } from '../catalogue/kinds.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import { leafEntries } from '../output/fields.ts'

/** One object over another: objects merge, lists and single values replace. */
export function merged(under: Row, over: Row): Row {
  const laid = Object.entries(over).map(([name, value]): [string, Json] => {
    const before = under[name]
    return [name, isRow(before) && isRow(value) ? merged(before, value) : value]
  })
  return { ...under, ...Object.fromEntries(laid) }
}

/** What differs, a line each: `scoreCalls: false → true`. */
export function differences(before: Row, after: Row): string[] {
  const [old, now] = [new Map(leafEntries(before)), new Map(leafEntries(after))]
  const paths = [...new Set([...old.keys(), ...now.keys()])]
  return paths.flatMap((path) => {
    const [was, is] = [said(old.get(path)), said(now.get(path))]
    return was === is ? [] : [`${path}: ${was} → ${is}`]
  })
}

function said(value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.join(', ')
  return isRow(value) ? 'nothing' : String(value)
}

/**
 * The part of a body that the catalogue knows, without nulls. What Gong answers may hold both nulls and fields that came
 * later (quirk 76): they go back as they came, so only this part can be checked.
 *
 * @param fields the body's fields by path, `callsAccess.teamLeadIds[]` style
 */
export function knownPart(fields: ReadonlyMap<string, Field>, body: Row, under = ''): Row {
  const entries = Object.entries(body).flatMap(([name, value]): [string, Json][] => {
    const path = under + name
    if (fields.has(path) || fields.has(`${path}[]`)) return value === null ? [] : [[name, value]]
    const inside = [...fields.keys()].some((known) => known.startsWith(`${path}.`))
    return inside && isRow(value) ? [[name, knownPart(fields, value, `${path}.`)]] : []
  })
  return Object.fromEntries(entries)
}
