import type { Answer } from '../../src/api/answer.ts'
import { toPage } from '../../src/api/page.ts'
import { toRequest } from '../../src/api/request.ts'
import { typedBody } from '../../src/app/model/body.ts'
import { defineChange } from '../../src/app/model/command.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Step } from '../../src/app/model/plan.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { privacy } from '../../src/catalogue/privacy.ts'
import { unassignmentPage } from '../../src/engage/assignment-outcomes.ts'
import { defined } from '../../src/lib/defined.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Page, type Row, textsIn } from '../../src/lib/rows.ts'
import { departure } from './departure.ts'
import {
  checkUnassignTable,
  INSTANCE_FIELD_NAMES,
  UNASSIGN_FIELD_NAMES,
  UNASSIGN_INPUTS,
  type UnassignInput,
  unassignColumns,
} from './unassign-inputs.ts'

/** Two operations under one word: out of flows by prospect, or by flow instance. Leaving every flow has to be agreed to. */
export const unassignProspects = defineChange({
  name: 'unassign',
  summary: 'Take prospects out of flows, or end flow instances',
  effect: 'erase',
  operations: [gong.unassign, gong.unassignInstances, gong.assigned, privacy.findEmail],
  inputs: UNASSIGN_INPUTS,
  arguments: ['prospect'],
  fields: UNASSIGN_FIELD_NAMES,
  fieldsFor: ({ instance }) => (instance === undefined ? UNASSIGN_FIELD_NAMES : INSTANCE_FIELD_NAMES),
  columns: unassignColumns,
  examples: [
    'gong flows unassign --instance 10883833566176974 --by k.nakamura@tallyhouse.example',
    'gong flows unassign --from-file assigned.csv --by k.nakamura@tallyhouse.example --results unassigned.csv',
    'gong flows unassign 003811136627865508 --all-flows --by k.nakamura@tallyhouse.example --yes',
  ],
  cautions: [
    'What Gong could not end is missing from its answer; here it is a row of its own, and the exit code is 8.',
    'A table is the results of an assignment, of which those with the outcome assigned leave the flow; or it has the column instance, or prospect (or email) and flow, where --flow is for lines that name none.',
  ],
  asks: 'With --all-flows it asks first, and away from a terminal it needs --yes.',
  async check(input, job) {
    checkUnassignTable(input)
    if (input.fromFile !== undefined) {
      const { openTable } = await import('../../src/bulk/table/open-table.ts')
      await openTable(input.fromFile, defined({ sheet: input.sheet }), job)
      return
    }
    wantedOf(input)
  },
  async plan(input, job) {
    const { planUnassignInstances, planUnassignTable } = await import('./unassign-change.ts')
    if (input.fromFile !== undefined) return await planUnassignTable(input.fromFile, input, job)
    const typed = wantedOf(input)
    if ('instance' in typed) return await planUnassignInstances(typed, input, job)
    const wanted = { ...typed, prospect: await prospectIdOf(typed.prospect, job) }
    if (wanted.flow !== undefined) {
      const { describeFlow, describeProspect } = await import('./describe.ts')
      const who = describeProspect(typed.prospect, wanted.prospect)
      const note = `  ${who} leaves ${describeFlow(job.read, String(wanted.flow))}`
      return { steps: [leaving(wanted, [], job)], notes: [note], challenge: { unasked: 'the one flow was named' } }
    }
    const { open, ...question } = await departure(wanted.prospect, job)
    if (open.length > 0) return { steps: [leaving(wanted, open, job)], ...question }
    const nothing = `prospect ${wanted.prospect} is in no open flow; nothing was sent`
    return { steps: [], notes: [nothing], challenge: { unasked: 'there is no flow to leave' } }
  },
})

/** @throws Failure `not-found` for an address that the CRM does not know, or knows more than once */
async function prospectIdOf(name: string, job: ChangeJob): Promise<string> {
  const { lookUpProspects } = await import('../../src/engage/prospect-ids.ts')
  const known = (await lookUpProspects(job.read, [name]))(name)
  if ('id' in known) return known.id
  throw new Failure('not-found', known.missing)
}

interface Wanted {
  readonly body: Json | undefined
  readonly by: Json
}

interface Instances extends Wanted {
  readonly instance: readonly Json[]
}

interface Leaving extends Wanted {
  readonly prospect: string
  /** All of them when left out. */
  readonly flow?: Json
}

/** What was asked for, from flags and body together: a body without a flow would mean every flow (quirk 37). */
function wantedOf(input: UnassignInput): Instances | Leaving {
  const byInstance = input.instance !== undefined || hasInBody(input, 'flowInstanceIds')
  const typed = typedBody(byInstance ? gong.unassignInstances : gong.unassign, input)
  const body: Row = isRow(typed) ? typed : {}
  const by = input.by ?? body.unassignedByUserEmail
  if (by === undefined) throw new Failure('usage', '--by is missing')
  const prospect = input.prospect ?? body.crmProspectId
  const instance = input.instance ?? body.flowInstanceIds
  const flow = input.flow ?? body.flowId
  if (Array.isArray(instance)) {
    const others = [prospect !== undefined && '<prospect>', flow && '--flow', input.allFlows && '--all-flows']
    const other = others.find(Boolean)
    if (other) throw new Failure('usage', `--instance names what ends: leave ${other} away`)
    return { body: typed, by, instance }
  }
  if (prospect === undefined)
    throw new Failure('usage', '<prospect> is missing: name a prospect, or flow instances with --instance')
  if (flow !== undefined && input.allFlows)
    throw new Failure('usage', '--flow is one flow and --all-flows is every one: which?')
  if (flow === undefined && !input.allFlows)
    throw new Failure('usage', '--flow is missing', { hint: 'name a flow with --flow, or say --all-flows' })
  return { body: typed, by, prospect: String(prospect), ...(flow !== undefined && { flow }) }
}

function hasInBody({ body, set }: UnassignInput, name: string): boolean {
  return (isRow(body) && name in body) || textsIn(set).some((setting) => setting.startsWith(name))
}

/** @param open the flow instances that are known to end */
function leaving({ prospect, flow, by, body }: Leaving, open: readonly Row[], job: ChangeJob): Step<'erase'> {
  return {
    request: toRequest(gong.unassign, { prospect, flow, by }, { body }),
    async report(answer) {
      const ended = unassignmentPage(open, idsOf(gong.unassign, answer))
      return ended.rows.length > 0 ? ended : await nothingEnded(prospect, flow, job)
    },
  }
}

/** Gong ended no instance, which is its only sign of a failure; who is not in the flow has left it all the same. */
async function nothingEnded(prospect: string, flow: Json | undefined, job: ChangeJob): Promise<Page> {
  const row = { crmProspectId: prospect, flowId: flow ?? null }
  const { openInstances } = await import('../../src/engage/open-instances.ts')
  const members = flow === undefined ? undefined : await openInstances(job.read, [prospect])
  const isOut = members !== undefined && members.of(String(flow), prospect) === undefined
  return isOut
    ? { rows: [{ ...row, outcome: 'not in the flow' }] }
    : { rows: [{ ...row, outcome: 'not unassigned' }], failed: 1 }
}

function idsOf(operation: Operation, answer: Answer): string[] {
  return toPage(operation, answer).rows.map(({ flowInstanceId }) => String(flowInstanceId))
}
