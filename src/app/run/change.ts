import type { Answer } from '../../api/answer.ts'
import type { GongClient } from '../../api/client.ts'
import type { ApiRequest } from '../../api/request.ts'
import type { Effect } from '../../catalogue/operation.ts'
import { Failure } from '../../lib/errors.ts'
import type { Page, Pages } from '../../lib/rows.ts'
import type { Context } from '../../platform/ports.ts'
import type { OpenedJob } from '../job/open-job.ts'
import type { Change } from '../model/command.ts'
import type { Plan, Reported, Step } from '../model/plan.ts'

type Sending = Pick<OpenedJob, 'say' | 'warn' | 'agree' | 'client' | 'read'> & {
  readonly context: Pick<Context, 'allowDrain'>
}

/** For the rows of a run that ends itself after Ctrl-C: 100,000 lines take some seconds. */
const DRAIN_MS = 60_000

/**
 * Carries out a change, the only way in which anything but a read is sent: shows what changes, asks, and sends step after
 * step under the pace, each answered before the next leaves.
 *
 * @throws Failure `declined` unless it was agreed to; what a step fails with that it makes no row of
 */
export async function* carryOut(plan: Plan, { effect, name }: Pick<Change, 'effect' | 'name'>, job: Sending): Pages {
  await announce(plan, job)
  plan.checkBounds?.()
  if (plan.challenge !== undefined) await job.agree(plan.challenge)
  if (plan.endsItself) job.context.allowDrain(DRAIN_MS)
  for await (const step of plan.steps)
    if (yield* untilEnded('settle' in step ? step.settle() : done(step, { effect, name, client: job.client }), plan))
      return
  if (plan.after !== undefined) yield* plan.after(job.read)
}

/** The same pages. @returns whether one of them ends the run */
async function* untilEnded(pages: Pages, { endsItself }: Pick<Plan, 'endsItself'>): AsyncGenerator<Page, boolean> {
  for await (const page of pages) {
    yield endsItself ? { ...page, endsItself } : page
    if (page.ended !== undefined) return true
  }
  return false
}

/** Prints the notes of a plan before the confirmation. */
export async function announce(
  { notes = [], warnings = [] }: Plan,
  { say, warn }: Pick<Sending, 'say' | 'warn'>,
): Promise<void> {
  for (const warning of warnings) await warn(warning)
  for (const note of notes) await say(note)
}

interface Sender extends Pick<Change, 'effect' | 'name'> {
  readonly client: () => Promise<GongClient>
}

async function* done(step: Step, sender: Sender): Pages {
  const { next = [], before = [], ...page } = await outcomeOf(step, sender)
  yield* before
  if (page.rows.length > 0 || page.readCount !== undefined || next.length === 0) yield page
  for (const one of next) yield* done(one, sender)
}

async function outcomeOf(step: Step, sender: Sender): Promise<Reported> {
  await step.record?.before()
  const outcome = await sent(step.request, sender)
  await step.record?.after(outcome)
  if (!(outcome instanceof Failure)) return await step.report(outcome)
  if (step.refused === undefined) throw outcome
  return await step.refused(outcome)
}

async function sent(request: ApiRequest, { effect, name, client }: Sender): Promise<Answer | Failure> {
  if (EFFECT_RANK[request.effect] > EFFECT_RANK[effect]) throw new Error(`${name} is to ${effect}, and no more`)
  try {
    return await (await client()).exchange(request)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

/** How much an effect does to a company: none may hide behind a milder one. */
export const EFFECT_RANK: { readonly [E in Effect]: number } = { read: 0, write: 1, billed: 2, erase: 3 }
