import type { Change } from '../app/model/command.ts'
import type { InputOf, Inputs } from '../app/model/inputs.ts'
import type { ChangeJob } from '../app/model/job.ts'
import { flagOf } from '../app/model/labels.ts'
import type { Changing, Plan } from '../app/model/plan.ts'
import { Failure } from '../lib/errors.ts'
import { AGAIN_INPUT, BULK_INPUTS, type LinesInput } from './inputs.ts'
import { LINE_COLUMNS } from './line-columns.ts'
import { resultFields } from './result-fields.ts'

/** What a command does with a table, besides what it does with one thing. */
interface OverLines<E extends Changing> {
  /** Columns of its own that the rows have behind those of the table and of what became of a line. */
  readonly columns?: readonly string[]
  /** Flags that only a table has a use for. */
  readonly inputs?: Inputs
  /** Whether a line that was sent twice may be done twice, so that `--again` has a meaning. */
  readonly again?: true
  readonly example: string
  plan(input: LinesInput, job: ChangeJob): Promise<Plan<E>>
}

/**
 * A command for one thing that takes a table, too, and then does the same for each line: its own inputs are the columns, and
 * those that are typed hold for each line that does not say otherwise.
 */
export function overLines<E extends Changing>(
  change: Change<Inputs, E>,
  { columns: ofResults = [], inputs = {}, again, example, plan }: OverLines<E>,
): Change<Inputs, E> {
  const { columns: ofOne, single = false, examples } = change
  const ofTable: Inputs = { ...BULK_INPUTS, ...inputs, ...(again && AGAIN_INPUT) }
  return {
    ...change,
    inputs: { ...perLine(change.inputs), ...ofTable },
    examples: [...examples, example],
    ...resultFields(change.fields, ofResults),
    single: (raw) => raw.fromFile === undefined && (typeof single === 'function' ? single(raw) : single),
    columns(raw) {
      if (raw.fromFile !== undefined) return LINE_COLUMNS
      return typeof ofOne === 'function' ? ofOne(raw) : ofOne
    },
    async check(input, job) {
      if (isTable(input)) return
      const needless = Object.keys(ofTable).find((name) => input[name] !== undefined && input[name] !== false)
      if (needless !== undefined)
        throw new Failure('usage', `${flagOf(needless)} is for the lines of a table, and needs --from-file`)
      await change.check?.(input, job)
    },
    plan: async (input, job) => await (isTable(input) ? plan(input, job) : change.plan(input, job)),
  }
}

function perLine(inputs: Inputs): Inputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [name, input.required ? { ...input, perLine: true } : input]),
  )
}

function isTable(input: InputOf<Inputs>): input is LinesInput {
  return input.fromFile !== undefined
}
