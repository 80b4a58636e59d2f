import { type Row, rowsIn } from '../lib/rows.ts'
import type { Conversation } from './conversation.ts'
import { cleanText, objectAt } from './speakers.ts'

/** A part of what Gong says about a call. */
interface SummaryPart {
  readonly heading: string
  readonly text: string
  readonly items: readonly string[]
}

/** What Gong's AI says about a call, as far as its details have it: brief, key points, highlights. */
export function summaryOf({ call }: Pick<Conversation, 'call'>): readonly SummaryPart[] {
  const content = objectAt(call, 'content')
  const highlights = rowsIn(content.highlights).map(({ title, items }) =>
    part(cleanText(title) || 'Highlights', '', items),
  )
  return [part('Brief', cleanText(content.brief)), part('Key points', '', content.keyPoints), ...highlights].filter(
    ({ text, items }) => text !== '' || items.length > 0,
  )
}

function part(heading: string, text: string, items?: Row[string]): SummaryPart {
  return { heading, text, items: rowsIn(items).flatMap((item) => cleanText(item.text) || []) }
}
