import type { ChangeJob } from '../app/model/job.ts'
import type { Changing, Plan } from '../app/model/plan.ts'
import { describeCompany } from '../company/company.ts'
import { Failure } from '../lib/errors.ts'
import { counted, formatCount } from '../lib/spelling.ts'
import type { BulkChange, BulkSource, SourceLine } from './bulk-change.ts'
import { mappedLines } from './line-list.ts'
import { batchesOf } from './run/batches.ts'
import { bulkSteps } from './run/bulk-steps.ts'
import { type Prepared, prepare } from './run/prepare.ts'

/** So many lines are shown before the question. */
const MAX_SHOWN = 5

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
    notes: [...(await notesOf(prepared, batches.count)), ...notes],
    warnings: change.warnings ?? [],
    checkBounds: () => checkMaxChanges(toSend.length, change.maxChanges),
    challenge: toSend.length === 0 ? { unasked: 'nothing is sent' } : change.challenge(mappedLines(toSend, lineAt)),
    steps: bulkSteps(prepared, batches),
  }
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

async function notesOf<L extends SourceLine, E extends Changing>(
  prepared: Prepared<L, E>,
  requests: number,
): Promise<readonly string[]> {
  const { change, job, earlier, toSend, lineAt } = prepared
  const { source, thing, describe } = change
  const { lines, name } = source
  const first = describe === undefined ? [] : [...toSend.subarray(0, MAX_SHOWN)].map(lineAt)
  const all = first.map((line) => `  ${describe?.(line)}`)
  const more = toSend.length - all.length
  const shown = all.length > 0 && more > 0 ? [...all, `  and ${formatCount(more)} more`] : all
  const doubtful = doubtsOf(prepared)
  if (name === undefined && lines.length < 2) return [...shown, ...doubtful.map(({ why }) => `  ${why}`)]
  const [one, many] = thing
  const { done, kept, found, unknown, refused } = earlier
  const settled = lines.length - toSend.length - done - kept - found - unknown - refused.length
  const from = name === undefined ? '' : `${name}: ${counted(lines.length, 'line')}; `
  const company = describeCompany(await job.company())
  const count = (number: number, text: string) => (number === 0 ? [] : [`${formatCount(number)} ${text}`])
  return [
    `${from}${counted(toSend.length, one, many)} in ${counted(requests, 'request')}, in ${company}`,
    ...count(earlier.done, 'of the lines were sent by a run that was cut short, and are not sent again'),
    ...count(earlier.found, 'of the lines were sent by it without an answer, and Gong has them'),
    ...count(
      earlier.absent,
      'of the lines were sent by it without an answer, and Gong has them not: they are sent again',
    ),
    ...count(earlier.unknown, 'of the lines were sent by it without an answer, and are sent again only with --again'),
    ...count(earlier.kept, 'of the lines were sent by an earlier run, and are sent again only with --again'),
    ...count(settled, 'of the lines are as they should be already, and are not sent'),
    ...count(refused.length, 'of the lines cannot be done, and are not sent:'),
    ...shownReasons(refused),
    ...count(doubtful.length, 'of the lines will likely be refused:'),
    ...shownReasons(doubtful),
    ...shown,
  ]
}

/** Why lines will likely be refused. */
function doubtsOf<L extends SourceLine, E extends Changing>({ change, toSend, lineAt }: Prepared<L, E>) {
  const doubtful: { readonly line: number; readonly why: string }[] = []
  if (change.doubt === undefined) return doubtful
  for (const index of toSend) {
    const line = lineAt(index)
    const why = change.doubt(line)
    if (why !== undefined) doubtful.push({ line: line.line, why })
  }
  return doubtful
}

/** Why lines fail, the first of them. */
function shownReasons(all: readonly { readonly line: number; readonly why: string }[]): readonly string[] {
  const more = all.length - MAX_SHOWN
  const shown = all.slice(0, MAX_SHOWN).map(({ line, why }) => `  line ${line}: ${why}`)
  return more > 0 ? [...shown, `  and ${formatCount(more)} more`] : shown
}
