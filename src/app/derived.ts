import { isMany, type Operation } from '../catalogue/operation.ts'
import type { Json, Pages } from '../lib/rows.ts'
import type { Column } from '../output/columns.ts'
import { typedBody } from './body.ts'
import type { Job, OldCommand } from './command.ts'
import type { Typed } from './inputs.ts'
import { operationInputs } from './operation-inputs.ts'
import { pullWith } from './pull.ts'

/** How a derived command looks to a person: everything that is not a fact about Gong. */
interface Look {
  readonly name?: string
  readonly unfold?: OldCommand['unfold']
  readonly arguments?: readonly string[]
  readonly columns: readonly Column[]
  readonly examples: readonly string[]
  /** The start of the window when none is typed, as a person would type it. */
  readonly usual?: string
}

/** A command that is one operation. To differ, spread the result or write `run`. */
export function fromOperation(operation: Operation, look: Look): OldCommand {
  const [from, to] = operation.window ?? []
  const windowed = from !== undefined && to !== undefined
  return {
    name: look.name ?? operation.name,
    summary: operation.summary,
    effect: operation.effect,
    operations: [operation],
    inputs: operationInputs(operation),
    arguments: look.arguments ?? [],
    window: windowed ? { from, to, ...(look.usual !== undefined && { usual: look.usual }) } : undefined,
    fields: operation.answer.fields,
    columns: look.columns,
    ...(look.unfold && { unfold: look.unfold }),
    single: !isMany(operation.answer),
    examples: look.examples,
    cautions: operation.cautions,
    run: (input, job) => pull(operation, input, job, typedBody(operation, input)),
  }
}

/** Calls the operation, whatever its effect, once for each batch that Gong takes. */
export async function* pull(operation: Operation, input: Typed, job: Job, body?: Json): Pages {
  const gong = await job.gong()
  const ask: Parameters<typeof pullWith>[0]['ask'] = (given, extras) => gong.pages(operation, given, extras)
  yield* pullWith({ ask, read: gong }, operation, input, job, body)
}
