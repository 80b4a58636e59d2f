import type { Json } from '../../lib/rows.ts'
import { shower } from '../../output/cell.ts'
import { pathOf } from '../../output/columns.ts'
import type { Source } from './listening.ts'
import type { Part } from './parts.ts'

/** A cell as clean text on one line, and where it leads. */
export interface Cell {
  readonly text: string
  readonly link?: string
}

/** The cells of a part: times in the zone given, `–` for what Gong does not tell. */
export function cellsOf({ columns, rows }: Part, zone: string): readonly (readonly Cell[])[] {
  const shown = columns.map(({ column, ...fields }) => ({
    path: pathOf(column),
    show: shower(column, zone),
    ...fields,
  }))
  return rows.map((row) =>
    shown.map(({ path, show, link, else: other }) => ({
      text: show(row[path] ?? (other === undefined ? undefined : row[other])) || '–',
      ...(link !== undefined && to(row[link])),
    })),
  )
}

/** Only where it is plainly an address of the web: what outsiders wrote may be anything. */
function to(address: Json | undefined): { readonly link?: string } {
  return typeof address === 'string' && WEB.test(address) ? { link: address } : {}
}

const WEB = /^https:\/\/[\w.-]+(:\d+)?(\/[\w.~:/?#@!$&'()*+,;=%-]*)?$/

/** `Source: Gong, asked 2026-05-19 12:00:00 UTC, reference x`. */
export function told({ requestId, asked }: Source): string {
  const time = asked.replace('T', ' ').replace('Z', ' UTC')
  return `Source: Gong, asked ${time}, reference ${requestId ?? 'none'}`
}

/** The heading of a part with its count. */
export function headed({ heading, count }: Part): string {
  return count === undefined ? heading : `${heading} (${count})`
}

/** What stands in place of an empty table. */
export function nothing({ count }: Part): string {
  return count === undefined ? 'The answer of Gong has no such list.' : 'Gong told of none.'
}
