import type { Answer } from '../../api/answer.ts'
import type { ApiRequest } from '../../api/request.ts'
import { hasUnknownOutcome } from '../../api/retry.ts'
import type { Changing, Reported, Settled, Step } from '../../app/model/plan.ts'
import { defined } from '../../lib/defined.ts'
import { Failure } from '../../lib/errors.ts'
import type { Pages } from '../../lib/rows.ts'
import type { Following, LineAnswer, SourceLine } from '../bulk-change.ts'
import type { Memo } from '../journal/journal-notes.ts'
import { type Outcome, refusedOutcome } from '../outcome.ts'
import { type Attempt, afterFailure, afterLoss, type Failed, isRefusal } from './after-failure.ts'
import { decide, type ManyPages, restOfResults, resultPage } from './decide.ts'
import { ending, finished } from './end-of-run.ts'
import { itemAt, type Prepared } from './prepare.ts'
import { writeFailed } from './write-failed.ts'

/**
 * The steps of a bulk change: each batch is noted before it leaves, and its outcomes before the next one. Refusals of lines
 * become their rows; what ends the run leaves a row for each line all the same.
 */
export async function* bulkSteps<L extends SourceLine, E extends Changing>(
  prepared: Prepared<L, E>,
  batches: Iterable<readonly number[]>,
): AsyncGenerator<Step<E> | Settled, void> {
  let isBegun = false
  const settle = (page: () => ManyPages | Promise<ManyPages>): Settled => ({
    async *settle() {
      isBegun = true
      const { before = [], ...settled } = await page()
      yield* before
      const isNothing = settled.rows.length === 0 && !settled.readCount
      if (!isNothing || (settled.ended ?? settled.onWritten) !== undefined) yield settled
    },
  })
  try {
    yield settle(() => restOfResults(prepared))
    for (const batch of batches) {
      if (prepared.job.context.interrupted.aborted) yield settle(() => ending(prepared, interruption()))
      const left = await leftAfterLook(prepared, batch)
      if (left instanceof Failure) yield settle(() => ending(prepared, left))
      else if (left.length > 0) yield batchStep(prepared, { batch: left, tries: 1 })
      else yield settle(() => restOfResults(prepared))
    }
    yield { settle: () => endsOf(prepared) }
    yield settle(() => finished(prepared))
  } finally {
    if (isBegun) {
      await prepared.journal.close()
      await writeFailed(prepared)
    }
  }
}

/** Looks once more at lines that are about to be sent. @returns those that still are, or what ends the run */
async function leftAfterLook<L extends SourceLine, E extends Changing>(
  prepared: Prepared<L, E>,
  batch: readonly number[],
): Promise<readonly number[] | Failure> {
  const { change, results, lineAt } = prepared
  try {
    const outcomes = (await change.lookAgain?.(batch.map(lineAt))) ?? []
    for (const [at, index] of batch.entries()) {
      const outcome = outcomes[at]
      if (outcome !== undefined) results.decide(index, outcome)
    }
    return batch.filter((_, at) => outcomes[at] === undefined)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

/** Waits for the end of what Gong has accepted, where the command asks for it. */
async function* endsOf<L extends SourceLine, E extends Changing>(prepared: Prepared<L, E>): Pages {
  const { change, results, lineAt } = prepared
  if (change.follow === undefined) return
  const open = [...change.source.lines.keys()].flatMap((index) => {
    const outcome = results.outcome(index)
    return outcome?.open ? [{ index, line: lineAt(index), outcome }] : []
  })
  if (open.length === 0) return
  try {
    for await (const known of change.follow(open)) {
      await decide(
        prepared,
        known.map(([at, outcome]) => [itemAt(open, at).index, outcome]),
      )
      yield resultPage(prepared)
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { before = [], ...end } = await ending(prepared, error)
    yield* before
    yield end
  }
}

function interruption(): Failure {
  return new Failure('interrupted', 'interrupted')
}

function batchStep<L extends SourceLine, E extends Changing>(prepared: Prepared<L, E>, attempt: Attempt): Step<E> {
  const { batch } = attempt
  const { change, journal, sent, lineAt, digestAt } = prepared
  const lines = batch.map(lineAt)
  return {
    request: change.request(lines),
    record: {
      async before() {
        await journal.sent(batch.map((index) => [digestAt(index), memoOf(prepared, index)]))
        for (const index of batch) sent.set(index, undefined)
      },
      after: async () => undefined,
    },
    report: async (answer) => await answered(prepared, attempt, await change.outcomes(answer, lines), answer),
    refused: async (failure) => await withSteps(prepared, attempt, await afterFailure(prepared, attempt, failure)),
    preview: (change.preview?.(lines) ?? []).map(previewStep),
  }
}

function memoOf<L extends SourceLine, E extends Changing>({ change, lineAt }: Prepared<L, E>, index: number): Memo {
  return defined({ before: change.before?.(lineAt(index)) })
}

async function withSteps<L extends SourceLine, E extends Changing>(
  prepared: Prepared<L, E>,
  { tries }: Pick<Attempt, 'tries'>,
  { page, again, following = [] }: Failed<E>,
): Promise<Reported<E>> {
  const next: Step<E>[] = []
  for (const [index, one] of following) next.push(await followed(prepared, index, one, tries))
  return { ...page, next: [...next, ...again.map((attempt) => batchStep(prepared, attempt))] }
}

function previewStep<E extends Changing>(request: ApiRequest<E>): Step<E> {
  return { request, report: () => ({ rows: [] }) }
}

/** Notes what an answer meant for its lines, and goes on with the requests that follow from it. */
async function answered<L extends SourceLine, E extends Changing>(
  prepared: Prepared<L, E>,
  { batch, tries }: Attempt,
  answers: readonly LineAnswer<E>[],
  { raw }: Partial<Pick<Answer, 'raw'>> = {},
): Promise<Reported<E>> {
  const next: Step<E>[] = []
  const outcomes: [number, Outcome][] = []
  for (const [at, index] of batch.entries()) {
    const answer = itemAt(answers, at)
    if ('outcome' in answer) outcomes.push([index, answer])
    else next.push(await followed(prepared, index, answer.next, tries))
  }
  await decide(prepared, outcomes)
  return { ...resultPage(prepared), ...defined({ raw }), next }
}

/** The second request of a line, which is noted with what the first has made. */
async function followed<L extends SourceLine, E extends Changing>(
  prepared: Prepared<L, E>,
  index: number,
  following: Following<E>,
  tries: number,
): Promise<Step<E>> {
  const { id } = following
  if (id !== undefined) {
    await prepared.journal.sent([[prepared.digestAt(index), { ...memoOf(prepared, index), id }]])
    prepared.sent.set(index, id)
  }
  return followingStep(prepared, index, following, tries)
}

function followingStep<L extends SourceLine, E extends Changing>(
  prepared: Prepared<L, E>,
  index: number,
  { id, request, outcome, refused }: Following<E>,
  tries: number,
): Step<E> {
  return {
    request,
    report: async (answer) => await answered(prepared, { batch: [index], tries }, [await outcome(answer)], answer),
    async refused(failure) {
      if (hasUnknownOutcome(failure))
        return await withSteps(prepared, { tries }, await afterLoss(prepared, { batch: [index], tries }, failure))
      const own = refused?.(failure)
      if (own !== undefined || isRefusal(failure))
        return await answered(prepared, { batch: [index], tries }, [
          own ?? { ...refusedOutcome(failure.message), ...defined({ id }) },
        ])
      const unfinished = { outcome: 'not finished', why: failure.message, failed: true, ...defined({ id }) } as const
      prepared.results.decide(index, unfinished)
      return await ending(prepared, failure)
    },
  }
}
