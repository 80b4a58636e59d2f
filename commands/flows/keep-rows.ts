import type { Pages, Row } from '../../src/lib/rows.ts'

/** The same pages with some of their rows alone. */
export async function* keepRows(pages: Pages, isKept: (row: Row) => boolean): Pages {
  for await (const { total: _, ...page } of pages)
    yield { ...page, rows: page.rows.filter(isKept), readCount: page.readCount ?? page.rows.length }
}
