import type { Logger } from '../messages/logger.ts'
import type { OutputPlan } from './choose-output.ts'

/** So many names at most: what is stored in a field of its own for each customer could be thousands. */
const MOST_NAMES = 20

/** Names the fields that came and were not written, and the columns that a narrow terminal had no room for. */
export async function reportColumns({ format, print, wayToHidden }: OutputPlan, logger: Logger): Promise<void> {
  const dropped = print.droppedFields?.() ?? []
  if (dropped.length > 0) {
    const names = dropped.slice(0, MOST_NAMES).join(', ')
    const others = dropped.length > MOST_NAMES ? ` and ${dropped.length - MOST_NAMES} more` : ''
    const way = '-f jsonl keeps every field, --fields those it names'
    await logger.note(`no column in ${format} for ${names}${others}; ${way}`)
  }
  for (const remark of print.remarks?.() ?? []) await logger.note(remark)
  const hidden = print.hiddenColumns?.() ?? []
  if (hidden.length > 0) {
    const some = hidden.length === 1 ? '1 column is hidden' : `${hidden.length} columns are hidden`
    await logger.note(`${some}: ${hidden.join(', ')}; ${wayToHidden}`)
  }
}
