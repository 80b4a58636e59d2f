import type { Changing } from '../../app/model/plan.ts'
import { describeCompany } from '../../company/company.ts'
import { counted, formatCount } from '../../lib/spelling.ts'
import type { SourceLine } from '../bulk-change.ts'
import type { Prepared } from './prepare.ts'
import { MAX_SHOWN, type Reasons, reasons } from './reasons.ts'

/** What is said of a bulk change before the question: how many lines go, why others do not, and the first of them. */
export async function planNotes<L extends SourceLine, E extends Changing>(
  prepared: Prepared<L, E>,
  requests: number,
): Promise<readonly string[]> {
  const { change, job, earlier, toSend } = prepared
  const { source, thing } = change
  const { lines, name } = source
  const shown = await firstLines(prepared)
  const doubtful = doubtsOf(prepared)
  if (name === undefined && lines.length < 2) return [...shown, ...doubtful.first.map(({ why }) => `  ${why}`)]
  const [one, many] = thing
  const { done, kept, found, absent, unknown, refused, skipped } = earlier
  const settled = lines.length - toSend.length - done - kept - found - unknown - refused.count - skipped.count
  const from = name === undefined ? '' : `${name}: ${counted(lines.length, 'line')}; `
  const company = describeCompany(await job.company())
  const whose = name === undefined ? 'of them' : 'of the lines'
  const count = (number: number, say: (verbs: typeof ONE) => string) =>
    number === 0 ? [] : [`${formatCount(number)} ${whose} ${say(number === 1 ? ONE : MANY)}`]
  const goes =
    toSend.length === 0 ? 'nothing to send' : `${counted(toSend.length, one, many)} in ${counted(requests, 'request')}`
  return [
    `${from}${goes}, in ${company}`,
    ...shown,
    ...count(done, ({ are, were }) => `${were} sent by a run that was cut short, and ${are} not sent again`),
    ...count(found, ({ were, them }) => `${were} sent by it without an answer, and Gong has ${them}`),
    ...count(absent, ({ are, were }) => `${were} sent by it without an answer, and ${are} sent again`),
    ...count(
      unknown,
      ({ are, were }) => `${were} sent by it without an answer, and ${are} sent again only with --again`,
    ),
    ...count(kept, ({ are, were }) => `${were} sent by an earlier run, and ${are} sent again only with --again`),
    ...count(settled, ({ are, they }) => `${are} as ${they} should be already, and ${are} not sent`),
    ...count(skipped.count, ({ are }) => `${are} skipped:`),
    ...shownReasons(skipped),
    ...count(refused.count, ({ are }) => `cannot be done, and ${are} not sent:`),
    ...shownReasons(refused),
    ...count(doubtful.count, () => 'will likely be refused:'),
    ...shownReasons(doubtful),
  ]
}

/** The first of the lines that are sent. One after the other, since the second may be known by what was asked for the first. */
async function firstLines<L extends SourceLine, E extends Changing>({
  change,
  toSend,
  lineAt,
}: Prepared<L, E>): Promise<readonly string[]> {
  if (change.describe === undefined) return []
  const shown: string[] = []
  for (const index of toSend.subarray(0, MAX_SHOWN)) shown.push(`  ${await change.describe(lineAt(index))}`)
  const more = toSend.length - shown.length
  return more > 0 ? [...shown, `  and ${formatCount(more)} more`] : shown
}

const ONE = { are: 'is', were: 'was', they: 'it', them: 'it' }
const MANY = { are: 'are', were: 'were', they: 'they', them: 'them' }

/** Why lines will likely be refused. */
function doubtsOf<L extends SourceLine, E extends Changing>({ change, toSend, lineAt }: Prepared<L, E>): Reasons {
  const doubtful = reasons()
  if (change.doubt === undefined) return doubtful
  for (const index of toSend) {
    const line = lineAt(index)
    const why = change.doubt(line)
    if (why !== undefined) doubtful.add(line.line, why)
  }
  return doubtful
}

function shownReasons({ count, first }: Reasons): readonly string[] {
  const more = count - first.length
  const shown = first.map(({ line, why }) => `  line ${line}: ${why}`)
  return more > 0 ? [...shown, `  and ${formatCount(more)} more`] : shown
}
