import type { Typed } from '../../src/app/model/inputs.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { BulkSource } from '../../src/bulk/bulk-change.ts'
import type { LineList } from '../../src/bulk/line-list.ts'
import { checkLines } from '../../src/bulk/lines/check-lines.ts'
import type { Outcome } from '../../src/bulk/outcome.ts'
import { openTable } from '../../src/bulk/table/open-table.ts'
import { type BulkLine, columnNames, type Table } from '../../src/bulk/table/table.ts'
import { type OpenInstances, openInstances } from '../../src/engage/open-instances.ts'
import { lookUpProspects, type NamedProspect } from '../../src/engage/prospect-ids.ts'
import { defined } from '../../src/lib/defined.ts'
import { lineNeeds } from './checked-table.ts'
import { nameIn } from './describe.ts'
import { UNASSIGN_FIELDS, type UnassignInput } from './unassign-inputs.ts'

/** A line of a table, or an instance that was typed. */
export type LeavingLine = BulkLine<Typed>

/** A flow instance that is to end. */
export interface Departure {
  /** Absent where it is not known. */
  readonly instance?: string | undefined
  /** Who leaves which flow, where the line says it so. */
  readonly leaves?: { readonly prospect: string; readonly flow: string }
  /** What the line comes to where nothing is sent for it. */
  readonly settled?: Outcome
}

/** Who leaves what. */
export interface UnassignOrder {
  readonly source: BulkSource<LeavingLine>
  of(line: LeavingLine): Departure
  /** Looks up who is in which flow, which `of` then knows. */
  look?(): Promise<void>
}

/** Whose outcome it was: those alone are taken out. */
const TAKEN_OUT = 'assigned'

/**
 * The lines of a table: the results of an assignment, of which those who were assigned leave; or instances, or prospects with
 * the flow that they leave.
 *
 * @throws Failure `usage` that names every fault
 */
export async function leavingLines(path: string, input: UnassignInput, job: ChangeJob): Promise<UnassignOrder> {
  const table = await openTable(path, defined({ sheet: input.sheet }), job)
  const { lines, ...order } = (await resultLines(table, job)) ?? (await namedLines(table, input, job))
  const source = { name: table.name, header: columnNames(table.header), lines, only: table.only }
  return { source, ...order }
}

/** The lines of a table, and what they mean. */
interface TableOrder extends Omit<UnassignOrder, 'source'> {
  readonly lines: LineList<LeavingLine>
}

/** Fields of a row of results. */
const RESULT_FIELDS = {
  outcome: { kind: 'text', help: 'what became of the assignment' },
  flowInstanceId: { kind: 'text', help: 'id of the flow instance' },
} as const

/** Of the results of an assignment; `undefined` for another table. */
async function resultLines(table: Table, job: ChangeJob): Promise<TableOrder | undefined> {
  const columns = resultColumns(columnNames(table.header))
  if (columns === undefined) return undefined
  const { outcome: outcomeAt, id } = columns
  const map = [`outcome=#${outcomeAt}`, `flowInstanceId=${id === 0 ? '' : `#${id}`}`]
  const check = ({ outcome, flowInstanceId = '' }: Typed) =>
    outcome === TAKEN_OUT && !/^\d{1,20}$/.test(String(flowInstanceId))
      ? [{ reason: `"${flowInstanceId}" is no id of a flow instance` }]
      : []
  const lines = await checkLines(table, RESULT_FIELDS, { map, check }, job)
  return { lines, of: ({ values }) => takenOut(values) }
}

function takenOut({ outcome = '', flowInstanceId }: Typed): Departure {
  if (outcome === TAKEN_OUT) return { instance: String(flowInstanceId) }
  const why = `its outcome was "${outcome}", and only those "${TAKEN_OUT}" are taken out`
  return { settled: { outcome: 'skipped', why, skipped: true } }
}

/** Places of both columns, from 1: those of the last run stand last, whatever their numbers. */
function resultColumns(header: readonly string[]): { readonly outcome: number; readonly id: number } | undefined {
  const outcome = header.findLastIndex((name) => /^outcome\d*$/.test(name))
  if (outcome < 0) return undefined
  const id = header.findIndex((name, at) => at > outcome && /^id\d*$/.test(name))
  const instance = id < 0 ? header.indexOf('flowInstanceId') : id
  return { outcome: outcome + 1, id: instance + 1 }
}

async function namedLines(table: Table, input: UnassignInput, job: ChangeJob): Promise<TableOrder> {
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
  const idOf = await lookUpProspects(job.read, namesIn(lines))
  let members: OpenInstances | undefined
  return {
    lines,
    of: ({ values }) => departureOf(values, idOf, members),
    async look() {
      members = await openInstances(job.read, idsIn(lines, idOf))
    },
  }
}

type IdOf = (name: string) => NamedProspect

function departureOf(values: Typed, idOf: IdOf, members: OpenInstances | undefined): Departure {
  const { instance, flow = '' } = values
  if (instance !== undefined) return { instance: String(instance) }
  const known = idOf(nameIn(values))
  if ('missing' in known) return { settled: { outcome: 'not unassigned', why: known.missing, failed: true } }
  const leaves = { prospect: known.id, flow: String(flow) }
  const open = members?.of(leaves.flow, known.id)?.flowInstanceId
  if (open !== undefined) return { leaves, instance: String(open) }
  if (members === undefined) return { leaves }
  return { leaves, settled: { outcome: 'not in the flow', why: 'there is nothing to leave' } }
}

function* namesIn(lines: Iterable<LeavingLine>): Iterable<string> {
  for (const { values } of lines) if (values.instance === undefined) yield nameIn(values)
}

function* idsIn(lines: Iterable<LeavingLine>, idOf: IdOf): Iterable<string> {
  for (const name of namesIn(lines)) {
    const known = idOf(name)
    if ('id' in known) yield known.id
  }
}
