import type { ChangeJob } from '../app/model/job.ts'
import type { Changing, Plan } from '../app/model/plan.ts'
import { Failure } from '../lib/errors.ts'
import { counted, formatCount } from '../lib/spelling.ts'
import type { BulkChange, BulkSource, SourceLine } from './bulk-change.ts'
import { mappedLines } from './line-list.ts'
import { type Batches, batchesOf } from './run/batches.ts'
import { bulkSteps } from './run/bulk-steps.ts'
import { planNotes } from './run/plan-notes.ts'
import { type Prepared, prepare } from './run/prepare.ts'

/**
 * The plan of a change of many lines: counts, company and first lines are said, every request is noted before it leaves, and
 * each line has a row in the order of the input.
 *
 * @throws Failure `usage` for lines of which no request can be made, `declined` while another run of the command is under way
 */
export async function bulkPlan<L extends SourceLine, E extends Changing>(
  change: BulkChange<L, E>,
  job: ChangeJob,
): Promise<Plan<E>> {
  if (change.failed !== undefined) await claimFailed(change.failed, change.source, job)
  const prepared = await prepare(change, job)
  const { notes, toSend, lineAt } = prepared
  const batches = batchesOf(toSend, change.max ?? 1, (index) => change.groupOf?.(lineAt(index)) ?? '')
  return {
    notes: [...(await planNotes(prepared, batches.count + followingCount(prepared, batches))), ...notes],
    warnings: change.warnings ?? [],
    endsItself: true,
    checkBounds: () => checkMaxChanges(toSend.length, change.maxChanges),
    challenge: toSend.length === 0 ? { unasked: 'nothing is sent' } : change.challenge(mappedLines(toSend, lineAt)),
    steps: bulkSteps(prepared, batches),
  }
}

/** How many requests follow from the answers of others, as an upload follows from a registration. */
function followingCount<L extends SourceLine, E extends Changing>(
  { change: { preview }, lineAt }: Pick<Prepared<L, E>, 'change' | 'lineAt'>,
  batches: Batches,
): number {
  let count = 0
  if (preview !== undefined) for (const batch of batches) count += preview(batch.map(lineAt)).length
  return count
}

/** @throws Failure `usage` for what was typed, `declined` while another run writes the file */
export async function claimFailed(path: string, { only }: Pick<BulkSource<SourceLine>, 'only'>, job: ChangeJob) {
  if (only === undefined) throw new Failure('usage', '--failed is for the lines of a table, and needs --from-file')
  await job.claim(path)
}

/** @throws Failure `declined` where there is more to do than --max-changes */
export function checkMaxChanges(changes: number, most: number | undefined): void {
  if (most === undefined || changes <= most) return
  const what = `${counted(changes, 'change is', 'changes are')} more than --max-changes ${formatCount(most)}`
  throw new Failure('declined', `${what}; nothing was sent`, { hint: '--dry-run shows them' })
}
