import type { Typed } from '../../src/app/model/inputs.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { BulkSource, SourceLine } from '../../src/bulk/bulk-change.ts'
import { checkLines } from '../../src/bulk/lines/check-lines.ts'
import { openTable } from '../../src/bulk/table/open-table.ts'
import { columnNames, type Table } from '../../src/bulk/table/table.ts'
import { openInstances } from '../../src/engage/open-instances.ts'
import { lookUpProspects } from '../../src/engage/prospect-ids.ts'
import { defined } from '../../src/lib/defined.ts'
import { lineNeeds } from './checked-table.ts'
import { UNASSIGN_FIELDS, type UnassignInput } from './unassign-inputs.ts'

/** A flow instance that is to end. */
export interface LeavingLine extends SourceLine {
  /** Absent where it is not known. */
  readonly instance?: string | undefined
  /** Who leaves which flow, where the line says it so. */
  readonly leaves?: { readonly prospect: string; readonly flow: string }
  /** Why nothing is sent for the line, and whether that is a failure. */
  readonly skipped?: { readonly outcome: string; readonly why: string; readonly failed?: true }
}

/** Whose outcome it was: those alone are taken out. */
const TAKEN_OUT = 'assigned'

/**
 * The lines of a table: the results of an assignment, of which those who were assigned leave; or instances, or prospects with
 * the flow that they leave.
 *
 * @throws Failure `usage` that names every fault
 */
export async function leavingLines(
  path: string,
  input: UnassignInput,
  job: ChangeJob,
): Promise<BulkSource<LeavingLine>> {
  const table = await openTable(path, defined({ sheet: input.sheet }), job)
  const lines = (await resultLines(table, job)) ?? (await namedLines(table, input, job))
  return { name: table.name, header: columnNames(table.header), lines, only: (some) => table.only(some) }
}

/** Fields of a row of results. */
const RESULT_FIELDS = {
  outcome: { kind: 'text', help: 'what became of the assignment' },
  flowInstanceId: { kind: 'text', help: 'id of the flow instance' },
} as const

/** Of the results of an assignment; `undefined` for another table. */
async function resultLines(table: Table, job: ChangeJob): Promise<readonly LeavingLine[] | undefined> {
  const columns = resultColumns(columnNames(table.header))
  if (columns === undefined) return undefined
  const { outcome: outcomeAt, id } = columns
  const map = [`outcome=#${outcomeAt}`, `flowInstanceId=${id === 0 ? '' : `#${id}`}`]
  const check = ({ outcome, flowInstanceId = '' }: Typed) =>
    outcome === TAKEN_OUT && !/^\d{1,20}$/.test(String(flowInstanceId))
      ? [{ reason: `"${flowInstanceId}" is no id of a flow instance` }]
      : []
  const lines = await checkLines(table, RESULT_FIELDS, { map, check }, job)
  return lines.map(({ line, cells, values: { outcome = '', flowInstanceId } }): LeavingLine => {
    if (outcome === TAKEN_OUT) return { line, cells, instance: flowInstanceId }
    return { line, cells, skipped: { outcome: 'skipped', why: `was "${outcome}", not "${TAKEN_OUT}"` } }
  })
}

/** Places of both columns, from 1: those of the last run stand last, whatever their numbers. */
function resultColumns(header: readonly string[]): { readonly outcome: number; readonly id: number } | undefined {
  const outcome = header.findLastIndex((name) => /^outcome\d*$/.test(name))
  if (outcome < 0) return undefined
  const id = header.findIndex((name, at) => at > outcome && /^id\d*$/.test(name))
  const instance = id < 0 ? header.indexOf('flowInstanceId') : id
  return { outcome: outcome + 1, id: instance + 1 }
}

async function namedLines(table: Table, input: UnassignInput, job: ChangeJob): Promise<readonly LeavingLine[]> {
  const { map, tz, country, dateFormat, flow, by } = { tz: undefined, ...input }
  const common = defined({ flow, by })
  const rules = lineNeeds(
    'instance, or prospect (or email) and flow',
    ['instance', 'prospect', 'email'],
    ({ instance, prospect, email, flow: leaves }) =>
      instance !== undefined || ((prospect ?? email) !== undefined && leaves !== undefined),
  )
  const options = { common, ...rules, ...defined({ map, tz, country, dateFormat }) }
  const lines = await checkLines(table, UNASSIGN_FIELDS, options, job)
  const named = lines.flatMap(({ values: { instance, prospect, email } }) =>
    instance === undefined ? [prospect ?? email ?? ''] : [],
  )
  const idOf = await lookUpProspects(job.read, named)
  const ids = named.flatMap((name) => {
    const known = idOf(name)
    return 'id' in known ? [known.id] : []
  })
  const members = await openInstances(job.read, ids)
  return lines.map(({ line, cells, values: { instance, prospect, email, flow: from = '' } }): LeavingLine => {
    if (instance !== undefined) return { line, cells, instance }
    const known = idOf(prospect ?? email ?? '')
    if ('missing' in known)
      return { line, cells, skipped: { outcome: 'not unassigned', why: known.missing, failed: true } }
    const leaves = { prospect: known.id, flow: from }
    const open = members?.of(from, known.id)?.flowInstanceId
    if (open !== undefined) return { line, cells, leaves, instance: String(open) }
    if (members === undefined) return { line, cells, leaves }
    return { line, cells, leaves, skipped: { outcome: 'not in the flow', why: 'there is nothing to leave' } }
  })
}
