import { defined } from '../../lib/defined.ts'
import { checkOutcome, ordinaryAbsence } from '../messages/run-outcome.ts'
import { summary } from '../messages/summary.ts'
import type { OpenOutput } from './output.ts'

/** So many names at most: what is stored in a field of its own for each customer could be thousands. */
const MOST_NAMES = 20

/** Names the fields that came and were not written, and the columns that a narrow terminal had no room for. */
export async function reportColumns({ plan, job: { logger } }: Pick<OpenOutput, 'plan' | 'job'>): Promise<void> {
  const dropped = plan.print.droppedFields?.() ?? []
  if (dropped.length > 0) {
    const names = dropped.slice(0, MOST_NAMES).join(', ')
    const others = dropped.length > MOST_NAMES ? ` and ${dropped.length - MOST_NAMES} more` : ''
    const way = '-f jsonl keeps every field, --fields those it names'
    await logger.note(`no column in ${plan.format} for ${names}${others}; ${way}`)
  }
  for (const remark of plan.print.remarks?.() ?? []) await logger.note(remark)
  const hidden = plan.print.hiddenColumns?.() ?? []
  if (hidden.length > 0) {
    const some = hidden.length === 1 ? '1 column is hidden' : `${hidden.length} columns are hidden`
    await logger.note(`${some}: ${hidden.join(', ')}; ${plan.wayToHidden}`)
  }
}

/** How many rows are where they go: what --jq drops, or --limit leaves out after sorting, is not. */
export function rowsWritten({ plan, written }: Pick<OpenOutput, 'plan' | 'written'>): number {
  return plan.print.written?.() ?? written.rows
}

/** Says what the run came to. @throws Failure `partial` when some of it did not work out, or did not come */
export async function reportResult({ plan, job, written }: OpenOutput): Promise<void> {
  const { context, counts, globals, logger } = job
  const rows = rowsWritten({ plan, written })
  if (rows === 0 && plan.format === 'table') await logger.note('no rows')
  const summaryLine = summary({ ...written, rows }, counts, globals.out !== undefined)
  if (summaryLine !== undefined && !context.stdout.closed) await logger.note(summaryLine)
  const absence = written.absent && ordinaryAbsence(written.absent)
  if (absence !== undefined) await logger.note(absence)
  const { failed, absent, waiting, problem } = written
  checkOutcome({ failed, ...defined({ absent, waiting, problem }) })
}
