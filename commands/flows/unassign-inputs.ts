import { BODY } from '../../src/app/model/body.ts'
import type { InputOf, Inputs, Raw } from '../../src/app/model/inputs.ts'
import { BULK_INPUTS } from '../../src/bulk/inputs.ts'
import { LINE_COLUMNS } from '../../src/bulk/line-columns.ts'
import { RESULT_COLUMNS } from '../../src/bulk/result-columns.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { Failure } from '../../src/lib/errors.ts'
import { type Column, importantColumn } from '../../src/output/columns.ts'

export const UNASSIGN_INPUTS = {
  prospect: { kind: 'text', help: `${gong.unassign.params.prospect.help}, or the e-mail address, which is looked up` },
  flow: { kind: 'id', hint: 'id or name', lookup: 'flow', help: 'only this flow' },
  allFlows: { kind: 'flag', help: 'every flow that the prospect is in; asks first' },
  instance: { kind: 'id', many: true, help: gong.unassignInstances.params.instance.help },
  by: { ...gong.unassign.params.by, required: true },
  ...BULK_INPUTS,
  ...BODY,
} as const satisfies Inputs

export type UnassignInput = InputOf<typeof UNASSIGN_INPUTS>

/** The columns of a table of those who are to leave a flow. */
export const UNASSIGN_FIELDS = {
  instance: { kind: 'id', help: 'id of the flow instance', headings: ['flowInstanceId'] },
  prospect: {
    kind: 'text',
    help: 'id of the prospect in the CRM, or the e-mail address',
    headings: ['prospectId', 'crmProspectId', 'crmId', 'contactId', 'leadId'],
  },
  email: { kind: 'email', help: 'e-mail address of the prospect, where there is no id' },
  flow: { kind: 'id', lookup: 'flow', help: 'id or name of the flow' },
} as const

/** The fields of the rows of instances that were typed. */
export const INSTANCE_FIELD_NAMES = ['flowInstanceId', ...RESULT_COLUMNS]

/** The fields of the rows of whatever was typed. */
export const UNASSIGN_FIELD_NAMES = [...INSTANCE_FIELD_NAMES, 'flowId', 'flowName', 'crmProspectId']

export function unassignColumns({ fromFile }: Raw): readonly Column[] {
  return fromFile === undefined
    ? ['flowInstanceId', importantColumn('outcome'), 'flowName', 'crmProspectId']
    : LINE_COLUMNS
}

/** @throws Failure `usage` for a table together with anything else that says who leaves what */
export function checkUnassignTable({ fromFile, failed, prospect, allFlows, instance, body, set }: UnassignInput): void {
  if (fromFile === undefined) {
    if (failed !== undefined) throw new Failure('usage', '--failed is for the lines of --from-file')
    return
  }
  const others = [
    prospect !== undefined && '<prospect>',
    instance !== undefined && '--instance',
    allFlows && '--all-flows',
    body !== undefined && '--body',
    set !== undefined && '--set',
  ]
  const other = others.find(Boolean)
  if (other) throw new Failure('usage', `--from-file names who leaves what: leave ${other} away`)
}
