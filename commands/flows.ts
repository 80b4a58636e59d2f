import { flows as gong } from '../src/catalogue/flows.ts'
import { BODY, typedBody } from '../src/cli/body.ts'
import type { Command, Job, Typed } from '../src/cli/command.ts'
import { fromOperation, pull } from '../src/cli/derived.ts'
import { hasEnded, poll } from '../src/cli/wait.ts'
import { Failure } from '../src/errors.ts'
import { assignments, bulkCard, bulkLines, bulkPage } from '../src/flows/outcomes.ts'
import { checkProspects, readProspects } from '../src/flows/prospects.ts'
import { reading } from '../src/output/columns.ts'
import { isRow, type Pages, type Row, rowsIn } from '../src/rows.ts'
import { unassign } from './flows-unassign.ts'

const list = fromOperation(gong.list, {
  columns: ['id', 'name', 'folderName', 'visibility', 'creationDate'],
  examples: [
    'gong flows list --owner k.nakamura@tallyhouse.example',
    'gong flows list --owner k.nakamura@tallyhouse.example --recent -w "Sales Americas"',
  ],
})

const folders = fromOperation(gong.folders, {
  columns: ['id', 'name', 'parentFolderId', 'visibility', 'creationDate'],
  examples: ['gong flows folders --owner k.nakamura@tallyhouse.example'],
})

const derivedSteps = fromOperation(gong.steps, {
  arguments: ['flow'],
  columns: ['id', 'name', 'step', 'action', reading('subject')],
  unfold: stepByStep,
  examples: ['gong flows steps 10329531595739087 382113028872392068'],
})

const steps: Command = {
  ...derivedSteps,
  inputs: {
    ...derivedSteps.inputs,
    flow: { ...gong.steps.params.flow, hint: 'id or name', lookup: 'flow', required: true, many: true },
    owner: { kind: 'email', help: 'e-mail address of the user among whose flows names are looked for' },
  },
}

/** A flow as a person reads it: one row a step, the flow in the first alone. */
function stepByStep({ id = null, name = null, steps }: Row): readonly Row[] {
  const [first, ...others] = rowsIn(steps).map(({ stepOrder = null, action = null, subject = null }) => {
    return { step: stepOrder, action, subject }
  })
  return [{ id, name, ...first }, ...others]
}

const derivedAssigned = fromOperation(gong.assigned, {
  arguments: ['prospect'],
  columns: ['prospect', 'flow', 'status', 'instance', 'since'],
  unfold: inShort,
  examples: ['gong flows assigned 003811136627865508', 'gong flows assigned --instance 10883833566176974'],
})

const assigned: Command = {
  ...derivedAssigned,
  check: ({ prospect, instance, body, set }) => {
    if (prospect !== undefined && instance !== undefined)
      throw new Failure('usage', 'Gong takes <prospect> or --instance, not both')
    if ([prospect, instance, body, set].every((value) => value === undefined))
      throw new Failure('usage', '<prospect> is missing: name prospects, or flow instances with --instance')
  },
}

/** An instance under names that leave room for what they head; the long ones stay for `--fields`. */
function inShort(row: Row): readonly Row[] {
  const { crmProspectId = null, flowName = null, flowInstanceStatus = null, flowInstanceId = null } = row
  const { flowInstanceCreateDate: since = null } = row
  const short = { prospect: crmProspectId, flow: flowName, status: flowInstanceStatus, instance: flowInstanceId }
  return [{ ...row, ...short, since }]
}

const derivedAssign = fromOperation(gong.assign, {
  arguments: ['flow', 'prospect'],
  columns: ['crmProspectId', 'outcome', 'flowInstanceId', 'flowName', reading('errorMessage')],
  examples: [
    'gong flows assign 382113028872392068 003750784324015331 003404072463662246 --owner k.nakamura@tallyhouse.example',
    'gong flows assign 382113028872392068 003750784324015331 --owner k.nakamura@tallyhouse.example --set "overrides.steps[0].number=1" --set "overrides.steps[0].subject=Invoices in March"',
  ],
})

const assign: Command = {
  ...derivedAssign,
  operations: [gong.assign, gong.assignLegacy],
  inputs: {
    ...derivedAssign.inputs,
    legacyCoolOff: { kind: 'flag', help: 'use the deprecated operation that ignores the cool-off period' },
  },
  fields: ['crmProspectId', 'outcome', ...gong.assigned.answer.fields, 'errorCode', 'errorMessage'],
  single: false,
  run: assignAll,
}

async function* assignAll(input: Typed, job: Job): Pages {
  const operation = input.legacyCoolOff === true ? gong.assignLegacy : gong.assign
  for await (const page of pull(operation, input, job, typedBody(operation, input))) yield assignments(page)
}

const WAIT = { kind: 'flag', help: 'wait until Gong is through with it' } as const

const bulkAssign: Command = {
  ...fromOperation(gong.bulkAssign, {
    name: 'bulk-assign',
    arguments: ['flow'],
    columns: ['id', 'status', 'totalCount', 'prospect', reading('why')],
    unfold: bulkLines,
    examples: [
      `gong flows bulk-assign 382113028872392068 --owner k.nakamura@tallyhouse.example --set "prospects[0].crmId=003750784324015331" --wait`,
    ],
  }),
  inputs: {
    flow: { ...gong.bulkAssign.params.flow, hint: 'id or name', lookup: 'flow' },
    owner: gong.bulkAssign.params.owner,
    file: {
      kind: 'file',
      required: true,
      help: 'prospects as CSV (firstName,lastName,email,jobTitle,linkedInUrl,crmId,accountCrmId,companyName) or JSON',
    },
    wait: WAIT,
    ...BODY,
  },
  single: false,
  run: bulkAssignAll,
}

/** Everything is submitted before anything is waited for, and each id is said: it is the only way back to the results. */
async function* bulkAssignAll(input: Typed, job: Job): Pages {
  const body = typedBody(gong.bulkAssign, input)
  const prospects =
    typeof input.file === 'string'
      ? await readProspects(job.context.files, input.file)
      : checkProspects('--body', isRow(body) ? body.prospects : undefined)
  const waiting: string[] = []
  for await (const page of pull(gong.bulkAssign, { ...input, prospects }, job, body)) {
    if (input.wait !== true) yield page
    for (const { id } of input.wait === true ? page.rows : []) {
      waiting.push(String(id))
      await job.say(`bulk assignment ${id} is submitted`)
    }
  }
  for (const id of waiting) yield bulkPage(await atItsEnd(job, id))
}

const derivedStatus = fromOperation(gong.bulkStatus, {
  name: 'bulk-status',
  arguments: ['id'],
  columns: [],
  unfold: bulkCard,
  examples: ['gong flows bulk-status b0f5a1c0-0000-4000-8000-000000000001 --wait'],
})

const bulkStatus: Command = {
  ...derivedStatus,
  inputs: { ...derivedStatus.inputs, wait: WAIT },
  run: async function* (input, job) {
    const id = String(input.id)
    yield bulkPage(await (input.wait === true ? atItsEnd(job, id) : stateOf(job, id)))
  },
}

function atItsEnd(job: Job, id: string): Promise<Row> {
  return poll(job, () => stateOf(job, id), hasEnded)
}

async function stateOf(job: Job, id: string): Promise<Row> {
  const client = await job.gong()
  for await (const row of client.rows(gong.bulkStatus, { id })) return row
  throw new Failure('unreachable', `Gong answered nothing about the bulk assignment ${id}`)
}

export const flows: readonly Command[] = [list, folders, steps, assigned, assign, bulkAssign, bulkStatus, unassign]
