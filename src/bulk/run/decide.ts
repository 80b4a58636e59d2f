import type { Changing, Reported } from '../../app/model/plan.ts'
import type { Page } from '../../lib/rows.ts'
import type { SourceLine } from '../bulk-change.ts'
import type { Outcome } from '../outcome.ts'
import type { Prepared } from './prepare.ts'

/** Notes outcomes of lines, on the disk first. */
export async function decide<L extends SourceLine, E extends Changing>(
  { journal, results, sent, digestAt }: Prepared<L, E>,
  outcomes: readonly (readonly [number, Outcome])[],
): Promise<void> {
  if (outcomes.length === 0) return
  await journal.done(outcomes.map(([index, outcome]) => [digestAt(index), outcome]))
  for (const [index, outcome] of outcomes) {
    sent.delete(index)
    results.decide(index, outcome)
  }
}

/** Lines that were certainly not done may be sent again. */
export async function reopen<L extends SourceLine, E extends Changing>(
  { journal, sent, digestAt }: Prepared<L, E>,
  batch: readonly number[],
): Promise<void> {
  await journal.open(batch.map(digestAt))
  for (const index of batch) sent.delete(index)
}

/** A single thing that was typed fails as such, with the exit code of its reason. */
export function isSingle<L extends SourceLine, E extends Changing>({ change: { source } }: Prepared<L, E>): boolean {
  return source.name === undefined && source.lines.length === 1
}

/** So many rows are in a page of all that are left. */
const MAX_ROWS = 1000

/** All rows that are left, page by page. @param end what the last of them says */
export function restOfResults<L extends SourceLine, E extends Changing>(
  prepared: Prepared<L, E>,
  end: Pick<Page, 'ended' | 'onWritten'> = {},
): ManyPages {
  const total = prepared.change.source.lines.length
  return { before: pagesOf(prepared), rows: [], total, ...end }
}

/** A page, and those before it. */
export type ManyPages = Page & Pick<Reported, 'before'>

function* pagesOf<L extends SourceLine, E extends Changing>({
  results,
  change: { source },
}: Prepared<L, E>): Iterable<Page> {
  for (;;) {
    const page = results.take(MAX_ROWS)
    if (page.rows.length === 0 && page.readCount === 0) return
    yield { ...page, total: source.lines.length }
  }
}

/** The rows that are next. */
export function resultPage<L extends SourceLine, E extends Changing>({
  results,
  change: { source },
}: Prepared<L, E>): Page {
  return { ...results.take(), total: source.lines.length }
}
