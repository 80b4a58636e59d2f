import { typedBody } from '../../src/app/model/body.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { BulkSource, SourceLine } from '../../src/bulk/bulk-change.ts'
import { lineAs } from '../../src/bulk/table/line-as.ts'
import { tableSource } from '../../src/bulk/table-source.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { lookUpProspects } from '../../src/engage/prospect-ids.ts'
import { defined } from '../../src/lib/defined.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, textsIn } from '../../src/lib/rows.ts'
import { sameTexts } from '../../src/lib/same-texts.ts'
import { ASSIGN_FIELDS, type AssignInput } from './assign-inputs.ts'

/** Who goes where, as it was named. */
interface NamedLine extends SourceLine {
  readonly flow: string
  readonly owner: string
  /** An id in the CRM or an e-mail address. */
  readonly name: string
}

/** A prospect, a flow and whose the to-dos are. */
export interface AssignLine extends Omit<NamedLine, 'name'> {
  /** Its id in the CRM; where there is none, what it was named by. */
  readonly prospect: string
  /** Why there is no id. */
  readonly missing?: string
  /** The line that has the same prospect and flow. */
  readonly twin?: number
}

/** Who is to be assigned, in whichever way they were named. */
export interface AssignOrder {
  readonly source: BulkSource<AssignLine>
  /** What else `--body` and `--set` say. */
  readonly body: Json | undefined
}

export async function assignOrder(input: AssignInput, job: ChangeJob): Promise<AssignOrder> {
  const operation = input.legacyCoolOff ? gong.assignLegacy : gong.assign
  const body = typedBody(operation, input)
  const named = input.fromFile === undefined ? typedSource(input, body) : await fileSource(input.fromFile, input, job)
  const idOf = await lookUpProspects(
    job.read,
    named.lines.map(({ name }) => name),
  )
  const seen = new Map<string, number>()
  const lines = named.lines.map((one): AssignLine => {
    const { line, flow, owner, name } = one
    const known = idOf(name)
    const prospect = 'id' in known ? known.id : name
    const key = JSON.stringify([flow, prospect])
    const twin = seen.get(key)
    if (twin === undefined) seen.set(key, line)
    return lineAs(one, { flow, owner, prospect, ...('missing' in known && known), ...defined({ twin }) })
  })
  return { source: { ...named, lines }, body }
}

function typedSource(input: AssignInput, body: Json | undefined): BulkSource<NamedLine> {
  const typed = isRow(body) ? body : {}
  const prospects = [...new Set(textsIn(input.prospect ?? typed.crmProspectsIds))]
  if (prospects.length === 0) throw new Failure('usage', '<prospect> is missing')
  const flow = String(input.flow ?? typed.flowId ?? '')
  const owner = String(input.owner ?? typed.flowInstanceOwnerEmail ?? '')
  const lines = prospects.map((name, at) => ({ line: at + 1, cells: [name], flow, owner, name }))
  return { header: ['crmProspectId'], lines }
}

async function fileSource(path: string, input: AssignInput, job: ChangeJob): Promise<BulkSource<NamedLine>> {
  const source = await tableSource(path, ASSIGN_FIELDS, input, job, defined({ flow: input.flow, owner: input.owner }))
  const same = sameTexts()
  return {
    ...source,
    lines: source.lines.map((one): NamedLine => {
      const { flow, owner, prospect, email = '' } = one.values
      return lineAs(one, { flow: same(flow), owner: same(owner), name: prospect ?? email })
    }),
  }
}
