import { isRow, type Json } from '../../lib/rows.ts'

/** The dotted paths at which two JSON values differ, down to lists; empty when they are equal. */
export function differingPaths(one: Json | undefined, other: Json | undefined, path = ''): readonly string[] {
  if (isRow(one) && isRow(other)) {
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
    return names.flatMap((name) => differingPaths(one[name], other[name], path === '' ? name : `${path}.${name}`))
  }
  return JSON.stringify(one) === JSON.stringify(other) ? [] : [path]
}
