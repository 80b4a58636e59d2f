import type { ReadOperation } from '../../api/client.ts'
import { toPage } from '../../api/page.ts'
import { type ArgumentValues, toRequest } from '../../api/request.ts'
import { isMany, type Operation } from '../../catalogue/operation.ts'
import { defined } from '../../lib/defined.ts'
import type { Column } from '../../output/columns.ts'
import { batches } from './arguments.ts'
import { typedBody } from './body.ts'
import type { Challenge } from './challenge.ts'
import type { Change, Presentation, Query } from './command.ts'
import type { Inputs } from './inputs.ts'
import type { ChangeJob } from './job.ts'
import { type OperationInputs, operationInputs } from './operation-inputs.ts'
import type { Changing, Step } from './plan.ts'
import { pull } from './pull.ts'

/** How a derived command looks to a person: everything that is not a fact about Gong. */
export interface Look {
  readonly name?: string
  readonly unfold?: Presentation['unfold']
  readonly flat?: Presentation['flat']
  readonly arguments?: readonly string[]
  readonly columns: readonly Column[]
  readonly examples: readonly string[]
  /** The start of the window when none is typed, as a person would type it. */
  readonly usual?: string
}

/** A query that checks nothing of its own, whatever its inputs become. */
type DerivedQuery<I extends Inputs> = Query<I> & { readonly check?: undefined }

/** A derived change, whose inputs have no rules of their own. */
type DerivedChange<I extends Inputs, E extends Changing> = Change<I, E> & { readonly check?: undefined }

/** A query that is one operation. To differ, spread it into `defineQuery`. */
export function deriveQuery<O extends ReadOperation>(operation: O, look: Look): DerivedQuery<OperationInputs<O>> {
  return {
    ...described(operation, look),
    effect: 'read',
    rows: (input, job) => pull(operation, input, job, typedBody(operation, input)),
  }
}

type ChangingOperation<E extends Changing> = Operation & { readonly effect: E }

/** A change that is one operation: a step, or one for each batch that Gong takes. To differ, spread it into `defineChange`. */
export function deriveChange<E extends Changing, O extends ChangingOperation<E>>(
  operation: O & ChangingOperation<E>,
  look: Look,
): DerivedChange<OperationInputs<O>, E> {
  const challenge = ({ line }: ChangeJob): Challenge => challengeOf(operation.effect, line)
  return {
    ...described(operation, look),
    effect: operation.effect,
    plan: async (input, job) => ({ steps: stepsOf(operation, input), challenge: challenge(job) }),
  }
}

function challengeOf(effect: Changing, line: string): Challenge {
  return effect === 'write' ? { unasked: 'it only writes' } : { loses: effect, what: line }
}

/** What was typed for an operation as steps whose answers are their rows. */
export function stepsOf<E extends Changing>(
  operation: ChangingOperation<E>,
  input: ArgumentValues,
  body = typedBody(operation, input),
): readonly Step<E>[] {
  const requests = batches(operation, input).map((given) => toRequest(operation, given, { body }))
  return requests.map((request) => ({ request, report: (answer) => toPage(operation, answer) }))
}

function described<O extends Operation>(operation: O, look: Look) {
  const [from, to] = operation.window ?? []
  return {
    name: look.name ?? operation.name,
    summary: operation.summary,
    operations: [operation],
    inputs: operationInputs(operation),
    arguments: look.arguments ?? [],
    ...(from !== undefined && to !== undefined && { window: { from, to, ...defined({ usual: look.usual }) } }),
    ...defined({ fields: operation.answer.fields, unfold: look.unfold, flat: look.flat, cautions: operation.cautions }),
    columns: look.columns,
    single: !isMany(operation.answer),
    examples: look.examples,
  }
}
