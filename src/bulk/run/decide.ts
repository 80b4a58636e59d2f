import type { Changing } from '../../app/model/plan.ts'
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

/** The rows that are next. An interrupted run has an end of its own, which must not be cut off. */
export function resultPage<L extends SourceLine, E extends Changing>({
  results,
  change: { source },
}: Prepared<L, E>): Page {
  return { ...results.take(), total: source.lines.length, endsItself: true }
}
