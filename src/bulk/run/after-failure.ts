import { afterTries } from '../../api/lost-answer.ts'
import { hasUnknownOutcome } from '../../api/retry.ts'
import type { Changing } from '../../app/model/plan.ts'
import type { Failure } from '../../lib/errors.ts'
import { type Following, isUndecided, type LineAnswer, type SourceLine } from '../bulk-change.ts'
import { lostOutcome, type Outcome, refusedOutcome } from '../outcome.ts'
import { decide, isSingle, type ManyPages, reopen, resultPage } from './decide.ts'
import { ending } from './end-of-run.ts'
import { itemAt, type Prepared, whatGongHas } from './prepare.ts'

/** So often a line is sent in all, where its answers are lost and Gong says that nothing arrived. */
const MAX_TRIES = 3

/** Lines that go in one request, and how often they have gone. */
export interface Attempt {
  readonly batch: readonly number[]
  readonly tries: number
}

/** What a failure comes to: rows, what is sent again, and what follows from a refusal that is none. */
export interface Failed<E extends Changing> {
  readonly page: ManyPages
  readonly again: readonly Attempt[]
  readonly following?: readonly (readonly [index: number, Following<E>])[]
}

/** Refusals of lines become their rows; what was lost is asked for; all else ends the run. */
export async function afterFailure<L extends SourceLine, E extends Changing>(
  prepared: Prepared<L, E>,
  attempt: Attempt,
  failure: Failure,
): Promise<Failed<E>> {
  const { change, lineAt } = prepared
  const { batch } = attempt
  if (hasUnknownOutcome(failure)) return await afterLoss(prepared, attempt, failure)
  const own = isAnswer(failure) ? change.refused?.(failure, batch.map(lineAt)) : undefined
  if (own?.some((answer) => answer !== undefined)) return await partly(prepared, attempt, failure, own)
  await reopen(prepared, batch)
  if (!isRefusal(failure)) return over(await ending(prepared, failure))
  if (batch.length > 1 && change.allOrNone) return { page: resultPage(prepared), again: halves(batch) }
  if (isSingle(prepared)) throw failure
  await decide(
    prepared,
    batch.map((index) => [index, refusedOutcome(failure.message)]),
  )
  return over(resultPage(prepared))
}

/** The lines that the command tells apart are decided, and the others sent again without them. */
async function partly<L extends SourceLine, E extends Changing>(
  prepared: Prepared<L, E>,
  { batch, tries }: Attempt,
  failure: Failure,
  answers: readonly (LineAnswer<E> | undefined)[],
): Promise<Failed<E>> {
  const rest = batch.filter((_, at) => answers[at] === undefined)
  const [first] = answers
  if (isSingle(prepared) && first !== undefined && 'outcome' in first && first.failed) throw failure
  const outcomes: [number, Outcome][] = []
  const following: [number, Following<E>][] = []
  for (const [at, index] of batch.entries()) {
    const answer = answers[at]
    if (answer === undefined) continue
    if ('outcome' in answer) outcomes.push([index, answer])
    else following.push([index, answer.next])
  }
  await decide(prepared, outcomes)
  if (rest.length > 0) await reopen(prepared, rest)
  return { page: resultPage(prepared), again: rest.length === 0 ? [] : [{ batch: rest, tries }], following }
}

function halves(batch: readonly number[]): readonly Attempt[] {
  const middle = Math.ceil(batch.length / 2)
  return [batch.slice(0, middle), batch.slice(middle)].map((half) => ({ batch: half, tries: 1 }))
}

function over(page: ManyPages): Failed<never> {
  return { page, again: [] }
}

/** No answer arrived: Gong is asked what it has, and gets again only what it says that it has not, until the tries are over. */
export async function afterLoss<L extends SourceLine, E extends Changing>(
  prepared: Prepared<L, E>,
  { batch, tries }: Attempt,
  lost: Failure,
): Promise<Failed<E>> {
  const failure = afterTries(lost, tries)
  if (failure.kind === 'interrupted' || isSingle(prepared)) return over(await ending(prepared, failure))
  const found = await whatGongHas(prepared, batch, true).catch(() => undefined)
  if (found === undefined) return over(await ending(prepared, failure))
  const withFound = batch.map((index, at) => ({ index, what: itemAt(found, at) }))
  await decide(
    prepared,
    withFound.flatMap(({ index, what }) => (typeof what === 'object' ? [[index, what] as const] : [])),
  )
  const isLast = tries >= MAX_TRIES
  for (const { index, what } of withFound)
    if (isUndecided(what) || (isLast && what === 'absent'))
      prepared.results.decide(index, lostOutcome(what !== 'unknown', prepared.sent.get(index)))
  if (found.every(isUndecided)) return over(await ending(prepared, failure))
  const absent = withFound.flatMap(({ index, what }) => (what === 'absent' ? index : []))
  if (absent.length === 0) return over(resultPage(prepared))
  if (isLast) return over(await ending(prepared, failure))
  await reopen(prepared, absent)
  return { page: resultPage(prepared), again: [{ batch: absent, tries: tries + 1 }] }
}

/** Whether Gong answered, and did nothing. */
function isAnswer({ status }: Failure): boolean {
  return status !== undefined && status >= 400 && status < 500 && status !== 429 && status !== 408
}

/** Whether a refusal is about the lines of the request, and not about all there are. */
export function isRefusal({ kind }: Failure): boolean {
  return kind === 'rejected' || kind === 'not-found'
}
