import type { Command, OldCommand } from '../../src/app/command.ts'
import { fromOperation } from '../../src/app/derived.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { Failure } from '../../src/lib/errors.ts'
import { type Row, rowsIn } from '../../src/lib/rows.ts'
import { importantColumn, wrappedColumn } from '../../src/output/columns.ts'
import { assign } from './assign.ts'
import { bulk } from './bulk-assign.ts'
import { unassign } from './unassign.ts'

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
  columns: ['id', 'name', 'step', 'action', wrappedColumn('subject')],
  unfold: stepByStep,
  examples: ['gong flows steps 10329531595739087 382113028872392068'],
})

const steps: OldCommand = {
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
  columns: ['prospect', 'flow', importantColumn('status'), 'instance', 'since'],
  unfold: inShort,
  examples: ['gong flows assigned 003811136627865508', 'gong flows assigned --instance 10883833566176974'],
})

const assigned: OldCommand = {
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

export const flows: readonly Command[] = [list, folders, steps, assigned, assign, ...bulk, unassign]
