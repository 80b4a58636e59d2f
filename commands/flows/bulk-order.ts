import { createHash } from 'node:crypto'
import { typedBody } from '../../src/app/model/body.ts'
import type { Typed } from '../../src/app/model/inputs.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { BulkSource } from '../../src/bulk/bulk-change.ts'
import type { BulkLine } from '../../src/bulk/table/table.ts'
import { tableSource } from '../../src/bulk/table-source.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { valueProblem } from '../../src/catalogue/kinds.ts'
import { defined } from '../../src/lib/defined.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Row } from '../../src/lib/rows.ts'
import { nearest } from '../../src/lib/spelling.ts'
import { BULK_FIELDS, type BulkAssignInput, PROSPECT_FIELDS, tablePath } from './bulk-inputs.ts'
import { lineNeeds } from './checked-table.ts'
import { twinsOf } from './twins.ts'

/** A prospect, new or known, a flow and whose the to-dos are. */
export type BulkAssignLine = BulkLine<Typed & { readonly flow: string; readonly owner: string }>

/** Who is to be assigned, from the table or the body. */
export interface BulkOrder {
  readonly source: BulkSource<BulkAssignLine>
  readonly body: Json | undefined
  /** The line that has the same prospect and flow as an earlier one. */
  twin(line: BulkAssignLine): number | undefined
}

/** @throws Failure `usage` that names every bad prospect */
export async function bulkOrder(input: BulkAssignInput, job: ChangeJob): Promise<BulkOrder> {
  const body = typedBody(gong.bulkAssign, input)
  const path = tablePath(input)
  const common = defined({ flow: input.flow, owner: input.owner })
  const source = path === undefined ? bodySource(input, body) : await tableSource(path, BULK_FIELDS, input, job, common)
  const twins = await twinsOf(source.lines, identityOf)
  return { source, body, twin: ({ line }) => twins.get(line) }
}

/** As Gong takes it. */
export function prospectOf({ values }: BulkAssignLine): Row {
  const entries = Object.keys(PROSPECT_FIELDS).flatMap((name) => {
    const value = values[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries)
}

/** By what Gong or its CRM would know them again; two people without either may have one name. */
function identityOf(line: BulkAssignLine): string | undefined {
  const { flow, crmId, email } = line.values
  if (crmId !== undefined) return JSON.stringify([flow, crmId])
  if (email === undefined) return undefined
  return createHash('sha256')
    .update(JSON.stringify([flow, prospectOf(line)]))
    .digest('base64')
}

const NAMED = 'crmId, or firstName and lastName'

/** Gong wants to find the prospect in the CRM, or a whole name to make one (quirk 38). */
export const NAMED_PROSPECTS = lineNeeds(NAMED, ['crmId', 'firstName'], isNamed)

function isNamed({ crmId, firstName, lastName }: Typed): boolean {
  return crmId !== undefined || (firstName !== undefined && lastName !== undefined)
}

function bodySource(input: BulkAssignInput, body: Json | undefined): BulkSource<BulkAssignLine> {
  const typed = isRow(body) ? body : {}
  const list = Array.isArray(typed.prospects) ? typed.prospects : []
  if (list.length === 0) throw new Failure('usage', '--body: a list of prospects is missing')
  const faults = list.flatMap((prospect, at) => problemsOf(prospect).map((problem) => `prospect ${at + 1}: ${problem}`))
  if (faults.length > 0) throw new Failure('usage', `--body: ${faults.join('; ')}`)
  const header = Object.keys(PROSPECT_FIELDS)
  const flow = String(input.flow ?? typed.flowId ?? '')
  const owner = String(input.owner ?? typed.flowInstanceOwnerEmail ?? '')
  const lines = list.filter(isRow).map((prospect, at): BulkAssignLine => {
    const cells = header.map((name) => String(prospect[name] ?? ''))
    return { line: at + 1, cells, values: { ...prospect, flow, owner } }
  })
  return { header, lines }
}

function problemsOf(prospect: Json): readonly string[] {
  if (!isRow(prospect)) return ['is not an object']
  const fields: { readonly [name: string]: { readonly kind: 'text' | 'email' | 'url' } } = PROSPECT_FIELDS
  const wrong = Object.entries(prospect).flatMap(([name, value]) => {
    const field = fields[name]
    if (field === undefined) {
      const near = nearest(name, Object.keys(fields))
      return `"${name}" is not a field of a prospect${near === undefined ? '' : `; did you mean ${near}?`}`
    }
    const problem = valueProblem(field, value)
    return problem === undefined ? [] : `${name} "${String(value)}" ${problem}`
  })
  return isNamed(prospect) ? wrong : [...wrong, `needs ${NAMED}`]
}
