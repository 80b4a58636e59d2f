import { storeTable, tableNames } from '../store/schema.ts'
import type { StoreTable, StoreView } from '../store/tables/table.ts'
import { views } from '../store/views/views.ts'
import { markdownTable } from './markdown.ts'

/** The tables and views of a local copy as a block. */
export function storeSchema(): { readonly schema: string } {
  const tables = tableNames.map((name) => section(name, storeTable(name)))
  const queries = Object.entries(views).map(([name, view]) => viewSection(name, view))
  return { schema: [...tables, '## Views', ...queries].join('\n\n') }
}

function section(name: string, { means, key, parent, source, columns }: StoreTable): string {
  const from = source === undefined ? 'Kept by this tool.' : `From \`${source.record}\` of ${source.operation}.`
  const below = parent === undefined ? '' : ` Replaced and removed with its row of \`${parent}\`.`
  const rows = Object.entries(columns).map(([column, { type, means: what, from: path, required }]) => [
    `\`${column}\`${key.includes(column) ? ' (key)' : ''}`,
    `${type}${required ? '' : ', null'}`,
    what,
    path === undefined ? '' : `\`${path}\``,
  ])
  const head = `### ${name}\n\nA row is ${means}. ${from}${below}`
  return `${head}\n\n${markdownTable(['column', 'type', 'what it means', 'where in the record'], rows)}`
}

function viewSection(name: string, { means, columns }: StoreView): string {
  const rows = Object.entries(columns).map(([column, { type, means: what }]) => [`\`${column}\``, type, what])
  return `### ${name}\n\n${means.charAt(0).toUpperCase()}${means.slice(1)}.\n\n${markdownTable(['column', 'type', 'what it means'], rows)}`
}
