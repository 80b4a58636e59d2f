import { isRow, type Json, type Row } from '../../lib/rows.ts'

/** The objects of a list at the top of a body; none when it was left out. */
export function itemsOf(body: Json | undefined, name: string): readonly Row[] {
  const list = isRow(body) ? body[name] : undefined
  return Array.isArray(list) ? list.filter(isRow) : []
}
