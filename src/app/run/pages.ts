import type { Pages } from '../../lib/rows.ts'
import { withFilterCheck } from '../input/check-filters.ts'
import { emptyListIn } from '../input/input-value.ts'
import type { OpenedJob } from '../job/open-job.ts'
import type { LocalCommand, Query } from '../model/command.ts'
import type { Typed } from '../model/inputs.ts'
import type { Invocation } from '../model/invocation.ts'
import type { Plan } from '../model/plan.ts'
import { withinLimit } from '../model/row-limit.ts'
import { carryOut } from './change.ts'

/** The pages of a command, whichever it is: a query asks, a change is carried out, a local command runs. */
export async function pagesOf({ command, raw }: Invocation, input: Typed, job: OpenedJob): Promise<Pages> {
  if (!('plan' in command)) return rowsOf(command, raw, input, job)
  const plan = await command.plan(input, job)
  return hasNoSteps(plan) ? withinLimit(carryOut(plan, command, job), job) : carryOut(plan, command, job)
}

/** What nothing is sent for may end early, at --limit or when the reader of stdout has gone. */
function hasNoSteps({ steps }: Plan): boolean {
  return Array.isArray(steps) && steps.length === 0
}

/** The rows of what changes nothing in Gong. */
export function rowsOf(command: Query | LocalCommand, raw: Invocation['raw'], input: Typed, job: OpenedJob): Pages {
  if (emptyListIn(command.inputs, input) !== undefined) return emptyList(job)
  const pages = 'rows' in command ? command.rows(input, job) : command.run(input, job)
  return withFilterCheck(pages, command, raw, input, job)
}

/** What comes of an empty list of ids: asked without them, Gong would give everything there is. */
async function* emptyList(job: OpenedJob): Pages {
  await job.say('the list is empty, so nothing is asked for')
  yield* []
}
