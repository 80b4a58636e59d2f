import { withoutOutcome } from '../../api/lost-answer.ts'
import type { Changing } from '../../app/model/plan.ts'
import { Failure } from '../../lib/errors.ts'
import { counted, formatCount } from '../../lib/spelling.ts'
import type { BulkChange, SourceLine } from '../bulk-change.ts'
import { lostOutcome, UNKNOWN } from '../outcome.ts'
import { isSingle, type ManyPages, restOfResults } from './decide.ts'
import type { Prepared } from './prepare.ts'

const GOES_ON = 'the same line goes on where this ended, and sends nothing twice'

/** Every line gets its row: what is not decided was not sent, or nobody knows. */
export async function ending<L extends SourceLine, E extends Changing>(
  prepared: Prepared<L, E>,
  failure: Failure,
): Promise<ManyPages> {
  const { change, results, sent, isKept } = prepared
  if (isSingle(prepared)) throw failure
  const { kind, message, hint, requestId, scope, status, cause } = failure
  const all = change.source.lines
  let done = 0
  for (const index of all.keys()) {
    const decided = results.outcome(index)
    if (decided !== undefined && !decided.open && decided.outcome !== UNKNOWN) done += 1
  }
  const isCleared = isClearedUp(change)
  const notSent = { outcome: 'not sent', why: withoutOutcome(message), failed: true } as const
  for (const index of all.keys())
    if (!results.has(index)) results.decide(index, sent.has(index) ? lostOutcome(isCleared, sent.get(index)) : notSent)
  results.release()
  const goOn = !isKept || hint?.includes('the same line') ? undefined : GOES_ON
  const text = `${message}; ${formatCount(done)} of ${counted(all.length, 'line')} ${done === 1 ? 'has its' : 'have their'} outcome`
  const next = [hint, goOn].filter((one) => one !== undefined).join('; ')
  const ended = new Failure(kind, text, { hint: next || undefined, requestId, scope, status, cause })
  return restOfResults(prepared, { ended })
}

/** Whether another run of the same line can tell what became of a line that was sent, or may send it again. */
function isClearedUp<L extends SourceLine, E extends Changing>(change: BulkChange<L, E>): boolean {
  const { stateless, repeatable, once, whatIsThere } = change
  return stateless === true || repeatable === true || (once !== true && whatIsThere !== undefined)
}

/** The end of a run in which every line has its outcome. */
export async function finished<L extends SourceLine, E extends Changing>(prepared: Prepared<L, E>): Promise<ManyPages> {
  const { change, job, journal, results, digestAt } = prepared
  results.release()
  const { lines } = change.source
  const counts = new Map<string, number>()
  for (const index of lines.keys()) {
    const outcome = results.outcome(index)?.outcome
    if (outcome !== undefined) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  }
  if (lines.length > 1)
    await job.say([...counts].map(([outcome, count]) => `${formatCount(count)} ${outcome}`).join(', '))
  // Until the rows are out, the same line must find them.
  const onWritten = () => journal.finish(ofRun(), change.once === true)
  return restOfResults(prepared, { onWritten })

  function* ofRun() {
    for (const index of lines.keys()) yield [digestAt(index), results.outcome(index)?.failed !== true] as const
  }
}
