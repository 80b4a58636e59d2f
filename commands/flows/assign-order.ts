import { typedBody } from '../../src/app/model/body.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { BulkSource } from '../../src/bulk/bulk-change.ts'
import type { BulkLine } from '../../src/bulk/table/table.ts'
import { tableSource } from '../../src/bulk/table-source.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { lookUpProspects } from '../../src/engage/prospect-ids.ts'
import { defined } from '../../src/lib/defined.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, textsIn } from '../../src/lib/rows.ts'
import { ASSIGN_FIELDS, type AssignInput } from './assign-inputs.ts'
import { nameIn } from './describe.ts'
import { twinsOf } from './twins.ts'

/** Who goes where, as it was named: by an id in the CRM or an e-mail address. */
export type AssignLine = BulkLine<{
  readonly flow: string
  readonly owner: string
  readonly prospect?: string
  readonly email?: string
}>

/** A prospect, a flow and whose the to-dos are. */
export interface FlowAssignment {
  readonly flow: string
  readonly owner: string
  /** Its id in the CRM; where there is none, what it was named by. */
  readonly prospect: string
  /** Why there is no id. */
  readonly missing?: string
}

/** Who is to be assigned, in whichever way they were named. */
export interface AssignOrder {
  readonly source: BulkSource<AssignLine>
  /** What else `--body` and `--set` say. */
  readonly body: Json | undefined
  of(line: AssignLine): FlowAssignment
  /** The line that has the same prospect and flow as an earlier one. */
  twin(line: AssignLine): number | undefined
}

export async function assignOrder(input: AssignInput, job: ChangeJob): Promise<AssignOrder> {
  const operation = input.legacyCoolOff ? gong.assignLegacy : gong.assign
  const body = typedBody(operation, input)
  const source = input.fromFile === undefined ? typedSource(input, body) : await fileSource(input.fromFile, input, job)
  const idOf = await lookUpProspects(job.read, namesIn(source.lines))
  const of = ({ values }: AssignLine): FlowAssignment => {
    const { flow, owner } = values
    const known = idOf(nameIn(values))
    return 'id' in known ? { flow, owner, prospect: known.id } : { flow, owner, prospect: nameIn(values), ...known }
  }
  const twins = await twinsOf(source.lines, (line) => JSON.stringify([line.values.flow, of(line).prospect]))
  return { source, body, of, twin: ({ line }) => twins.get(line) }
}

function* namesIn(lines: Iterable<AssignLine>): Iterable<string> {
  for (const { values } of lines) yield nameIn(values)
}

function typedSource(input: AssignInput, body: Json | undefined): BulkSource<AssignLine> {
  const typed = isRow(body) ? body : {}
  const prospects = [...new Set(textsIn(input.prospect ?? typed.crmProspectsIds))]
  if (prospects.length === 0) throw new Failure('usage', '<prospect> is missing')
  const flow = String(input.flow ?? typed.flowId ?? '')
  const owner = String(input.owner ?? typed.flowInstanceOwnerEmail ?? '')
  const lines = prospects.map((name, at) => ({ line: at + 1, cells: [name], values: { flow, owner, prospect: name } }))
  return { header: ['crmProspectId'], lines }
}

async function fileSource(path: string, input: AssignInput, job: ChangeJob): Promise<BulkSource<AssignLine>> {
  return await tableSource(path, ASSIGN_FIELDS, input, job, defined({ flow: input.flow, owner: input.owner }))
}
