import type { RequestExtras } from '../../api/request.ts'
import { isRow, type Json, type Pages, type Row } from '../../lib/rows.ts'

/**
 * Asks calls with who took part, which tells who may see them: else each would be asked for once more. Who has not asked for it
 * does not get it.
 */
export function pagesWithParties(pages: (extras: RequestExtras) => Pages, extras: RequestExtras = {}): Pages {
  const body = rowOf(extras.body)
  const selector = rowOf(body.contentSelector)
  const exposed = rowOf(selector.exposedFields)
  if (exposed.parties === true) return pages(extras)
  const exposedFields = { ...exposed, parties: true }
  return withoutParties(pages({ ...extras, body: { ...body, contentSelector: { ...selector, exposedFields } } }))
}

async function* withoutParties(pages: Pages): Pages {
  for await (const page of pages) yield { ...page, rows: page.rows.map(({ parties: _, ...row }) => row) }
}

function rowOf(value: Json | undefined): Row {
  return isRow(value) ? value : {}
}
