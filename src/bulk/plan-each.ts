import type { Answer } from '../api/answer.ts'
import { type ApiRequest, toRequest } from '../api/request.ts'
import { typedBody } from '../app/model/body.ts'
import type { InputOf, Inputs, Typed } from '../app/model/inputs.ts'
import type { ChangeJob } from '../app/model/job.ts'
import { operationInputs } from '../app/model/operation-inputs.ts'
import type { Changing, Plan } from '../app/model/plan.ts'
import type { Operation } from '../catalogue/operation.ts'
import type { Failure } from '../lib/errors.ts'
import type { Json } from '../lib/rows.ts'
import type { BulkChange } from './bulk-change.ts'
import { bulkPlan } from './bulk-plan.ts'
import type { LinesInput } from './inputs.ts'
import { hasLine } from './line-list.ts'
import type { TableFields } from './lines/table-fields.ts'
import type { Outcome } from './outcome.ts'
import type { BulkLine } from './table/table.ts'
import { tableSource } from './table-source.ts'

/** Of a line, by the names of the fields. */
export type LineValues = InputOf<TableFields>

/** What a command that is one operation does with each line of a table. */
export interface EachLine<E extends Changing> {
  readonly operation: Operation & { readonly effect: E }
  readonly command: string
  readonly thing: BulkChange<BulkLine<LineValues>, E>['thing']
  /** Columns that differ from the parameters of the operation. */
  readonly fields?: TableFields
  /** The request of a line; that of the operation when left out. @param body what `--body` and `--set` say for all @throws Failure `usage` */
  request?(values: LineValues, body: Json | undefined): ApiRequest<E>
  outcome(answer: Answer, values: LineValues): Outcome
  /** For a refusal that is no failure. */
  refused?(failure: Failure, values: LineValues): Outcome | undefined
  /** Columns of its own, filled by `also` of an outcome. */
  readonly columns?: readonly string[]
  /** Whether to send this twice does what sending it once does; always when left out. */
  repeatable?(values: LineValues): boolean
  /** As of the change. */
  describe(values: LineValues): string | Promise<string>
}

/** The plan of the lines of `--from-file`, a request each. @param input as it was typed, which holds for lines without a value of their own */
export async function planEach<E extends 'write'>(
  each: EachLine<E>,
  input: LinesInput,
  job: ChangeJob,
): Promise<Plan<E>> {
  const { operation, repeatable = () => true, refused } = each
  const body = typedBody(operation, input)
  const fields = lineFields(operation, each.fields, body !== undefined)
  const common = commonValues(fields, input)
  const { fromFile, again, maxChanges, failed } = input
  const source = await tableSource(fromFile, fields, input, job, common)
  const request = each.request ?? ((values: LineValues) => toRequest(operation, values, { body }))
  const { command, thing, columns } = each
  const change: BulkChange<BulkLine<LineValues>, E> = {
    ...{ command, thing, source, again, maxChanges, failed },
    ...(columns && { columns }),
    ...(hasLine(source.lines, ({ values }) => !repeatable(values)) && { once: true }),
    request: (lines) => only(lines, ({ values }) => request(values, body)),
    outcomes: (answer, lines) => lines.map(({ values }) => each.outcome(answer, values)),
    refused: (failure, lines) => only(lines, ({ values }) => known(refused?.(failure, values))),
    whatIsThere: async (sent) => sent.map(({ line }) => (repeatable(line.values) ? 'absent' : 'unknown')),
    describe: ({ values }) => each.describe(values),
    challenge: () => ({ unasked: 'it only writes' }),
  }
  return await bulkPlan(change, job)
}

/** The line of a request that is for one alone. */
export function only<L, T>(lines: readonly L[], make: (line: L) => T): T {
  const [line] = lines
  if (line === undefined) throw new Error('a request is for a line')
  return make(line)
}

/** What was typed for the columns of a line. */
export function commonValues(fields: TableFields, input: InputOf<Inputs>): Typed {
  const typed = Object.entries(input).flatMap(([name, value]) =>
    name in fields && value !== undefined ? [[name, value] as const] : [],
  )
  return Object.fromEntries(typed)
}

/** The parameters of an operation as columns, which may have Gong's own names: `startTime` besides `from`. @param fields that differ */
export function lineFields(operation: Operation, fields: TableFields = {}, hasBody = false): TableFields {
  const inputs: Inputs = operationInputs(operation)
  const all = Object.entries(operation.params).map(([name, { to }]): [string, TableFields[string]] => {
    const { required, ...field } = inputs[name] ?? { kind: 'text', help: name }
    const isNeeded = required && !(hasBody && to.startsWith('body'))
    return [name, { ...field, ...(isNeeded && { required }), headings: [to.replace(/^\w+\.|\[\]/g, '')] }]
  })
  return { ...Object.fromEntries(all), ...fields }
}

function known(outcome: Outcome | undefined): readonly Outcome[] | undefined {
  return outcome && [outcome]
}
