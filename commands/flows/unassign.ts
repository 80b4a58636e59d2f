import { BODY, typedBody } from '../../src/app/body.ts'
import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { checkSomebodyAgrees, type Question } from '../../src/app/confirm.ts'
import { pull } from '../../src/app/derived.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { endings } from '../../src/engage/outcomes.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Page, type Pages, type Row, textsIn } from '../../src/lib/rows.ts'
import { importantColumn } from '../../src/output/columns.ts'

/** Two operations under one word: out of flows by prospect, or by flow instance. Leaving every flow has to be agreed to. */
export const unassign: OldCommand = {
  name: 'unassign',
  summary: 'Take a prospect out of one flow or of all, or end flow instances',
  // Only --all-flows asks, which the catalogue cannot tell from the rest.
  effect: 'write',
  operations: [gong.unassign, gong.unassignInstances, gong.assigned],
  inputs: {
    prospect: { kind: 'text', help: gong.unassign.params.prospect.help },
    flow: { kind: 'id', hint: 'id or name', lookup: 'flow', help: 'only this flow' },
    allFlows: { kind: 'flag', help: 'every flow that the prospect is in; asks first' },
    instance: { kind: 'id', many: true, help: gong.unassignInstances.params.instance.help },
    by: { ...gong.unassign.params.by, required: true },
    ...BODY,
  },
  arguments: ['prospect'],
  fields: ['flowInstanceId', 'outcome', 'flowId', 'flowName', 'crmProspectId'],
  columns: ['flowInstanceId', importantColumn('outcome'), 'flowName', 'crmProspectId'],
  examples: [
    'gong flows unassign --instance 10883833566176974 --by k.nakamura@tallyhouse.example',
    'gong flows unassign 003811136627865508 --all-flows --by k.nakamura@tallyhouse.example --yes',
  ],
  cautions: [
    'What Gong could not end is missing from its answer; here it is a row of its own, and the exit code is 8.',
  ],
  run: (input, job) => {
    const wanted = wantedOf(input)
    return 'instance' in wanted ? endInstances(wanted, job) : leave(wanted, job)
  },
}

type Instances = { readonly body: Json | undefined; readonly by: Json | undefined; readonly instance: readonly Json[] }
type Leaving = {
  readonly body: Json | undefined
  readonly by: Json | undefined
  readonly prospect: string
  /** All of them when left out. */
  readonly flow?: Json
}

/** What was asked for, from flags and body together: a body without a flow would mean every flow (quirk 37). */
function wantedOf(input: Typed): Instances | Leaving {
  const byInstance = typedBodyOf(input, 'flowInstanceIds')
  const operation = input.instance !== undefined || byInstance ? gong.unassignInstances : gong.unassign
  const typed = typedBody(operation, input)
  const body: Row = isRow(typed) ? typed : {}
  const by = input.by ?? body.unassignedByUserEmail
  if (by === undefined) throw new Failure('usage', '--by is missing')
  const prospect = input.prospect ?? body.crmProspectId
  const instance = input.instance ?? body.flowInstanceIds
  const flow = input.flow ?? body.flowId
  if (Array.isArray(instance)) {
    const beside = [prospect !== undefined && '<prospect>', flow && '--flow', input.allFlows && '--all-flows']
    const other = beside.find(Boolean)
    if (other) throw new Failure('usage', `--instance names what ends: leave ${other} away`)
    return { body: typed, by, instance }
  }
  if (prospect === undefined)
    throw new Failure('usage', '<prospect> is missing: name a prospect, or flow instances with --instance')
  if (flow !== undefined && input.allFlows === true)
    throw new Failure('usage', '--flow is one flow and --all-flows is every one: which?')
  if (flow === undefined && input.allFlows !== true)
    throw new Failure('usage', '--flow is missing', { hint: 'name a flow with --flow, or say --all-flows' })
  return { body: typed, by, prospect: String(prospect), ...(flow !== undefined && { flow }) }
}

function typedBodyOf({ body, set }: Typed, name: string): boolean {
  return (isRow(body) && name in body) || textsIn(set).some((setting) => setting.startsWith(name))
}

async function* endInstances({ instance, by, body }: Instances, job: Job): Pages {
  let wanted = [...new Set(instance.map(String))]
  const most = gong.unassignInstances.params.instance.max
  for await (const page of pull(gong.unassignInstances, { instance: wanted, by }, job, body)) {
    const batch = wanted.slice(0, most).map((flowInstanceId) => ({ flowInstanceId }))
    wanted = wanted.slice(most)
    yield endings(batch, idsOf(page))
  }
}

async function* leave({ prospect, flow, by, body }: Leaving, job: Job): Pages {
  const isAsked = flow === undefined && !job.globals.dryRun
  const { open, danger, deed } = isAsked ? await departure(prospect, job) : NOBODY
  if (isAsked && open.length === 0) return await job.say(`prospect ${prospect} is in no open flow; nothing was sent`)
  if (isAsked) await job.gate(danger, deed)
  for await (const page of pull(gong.unassign, { prospect, flow, by }, job, body)) {
    const ended = endings(open, idsOf(page))
    yield ended.rows.length > 0 ? ended : none({ crmProspectId: prospect, flowId: flow ?? null })
  }
}

interface Departure extends Question {
  readonly open: readonly Row[]
}

const NOBODY: Departure = { open: [], danger: 'unassign', deed: '' }

/** Shows the flows that a prospect would leave; the question about them all. */
export async function departure(prospect: string, job: Job): Promise<Departure> {
  checkSomebodyAgrees(job.context, job.globals, 'unassign', `prospect ${prospect} leaves every flow`)
  const open = await openFlows(prospect, job)
  for (const { flowName, flowInstanceId } of open) await job.say(`  ${flowName} (instance ${flowInstanceId})`)
  return { open, danger: 'unassign', deed: `prospect ${prospect} leaves every flow, ${open.length} in all` }
}

/** Gong ended nothing at all, which is all that it tells of a failure. */
function none(row: Row): Page {
  return { rows: [{ ...row, outcome: 'not unassigned' }], failed: 1 }
}

async function openFlows(prospect: string, job: Job): Promise<Row[]> {
  const found: Row[] = []
  for await (const row of (await job.gong()).rows(gong.assigned, { prospect: [prospect] })) {
    const { flowInstanceId = null, flowId = null, flowName = null, crmProspectId = null } = row
    found.push({ flowInstanceId, flowId, flowName, crmProspectId })
  }
  return found
}

function idsOf({ rows }: Page): string[] {
  return rows.map(({ flowInstanceId }) => String(flowInstanceId))
}
