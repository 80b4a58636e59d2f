import type { InputOf, Inputs, Raw } from '../../src/app/model/inputs.ts'
import { operationInputs } from '../../src/app/model/operation-inputs.ts'
import { AGAIN_INPUT, BULK_INPUTS } from '../../src/bulk/inputs.ts'
import { LINE_COLUMNS } from '../../src/bulk/line-columns.ts'
import { RESULT_COLUMNS } from '../../src/bulk/result-columns.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { Failure } from '../../src/lib/errors.ts'
import { type Column, OUTCOME_COLUMN, wrappedColumn } from '../../src/output/columns.ts'

const derived = operationInputs(gong.assign)

/** Not required, since a table or a body may name it instead: the checks see to that. */
export const FLOW = { kind: 'id', hint: 'id or name', lookup: 'flow', help: 'the flow' } as const

/** The same for the owner. */
export const OWNER = { kind: 'email', help: 'e-mail address of the Gong user who gets the to-dos' } as const

export const ASSIGN_INPUTS = {
  ...derived,
  flow: FLOW,
  prospect: {
    kind: 'text',
    many: true,
    max: gong.assign.params.prospect.max,
    help: 'ids of prospects in the CRM, or their e-mail addresses, which are looked up',
  },
  owner: OWNER,
  legacyCoolOff: { kind: 'flag', help: 'use the deprecated operation that ignores the cool-off period' },
  ...BULK_INPUTS,
  ...AGAIN_INPUT,
} as const satisfies Inputs

export type AssignInput = InputOf<typeof ASSIGN_INPUTS>

/** The columns of a table of prospects for flows. */
export const ASSIGN_FIELDS = {
  prospect: {
    kind: 'text',
    help: 'id of the prospect in the CRM, or the e-mail address',
    headings: ['prospectId', 'crmProspectId', 'crmId', 'contactId', 'leadId'],
  },
  email: { kind: 'email', help: 'e-mail address of the prospect, where there is no id' },
  flow: { kind: 'id', lookup: 'flow', required: true, help: 'id or name of the flow' },
  owner: { ...OWNER, required: true, headings: ['flow owner', 'flowInstanceOwnerEmail'] },
} as const

/** Of what was typed, all that Gong says about an instance; a table has columns of its own. */
export const TYPED_COLUMNS = [
  ...gong.assigned.answer.fields.filter((name) => name !== 'crmProspectId'),
  'errorCode',
  'errorMessage',
]

/** The fields of the rows of what was typed. */
export const ASSIGN_FIELD_NAMES = ['crmProspectId', ...RESULT_COLUMNS, ...TYPED_COLUMNS]

/** What a table on a terminal shows. */
export function assignColumns({ fromFile }: Raw): readonly Column[] {
  return fromFile === undefined
    ? ['crmProspectId', OUTCOME_COLUMN, 'flowInstanceId', 'flowName', wrappedColumn('why')]
    : LINE_COLUMNS
}

/** @throws Failure `usage` for what is missing or said in two ways */
export function checkAssign({ flow, prospect, owner, fromFile, failed, body, set }: AssignInput): void {
  if (fromFile !== undefined) {
    if (prospect !== undefined)
      throw new Failure('usage', '<prospect> and --from-file are two ways to say who: say one')
    return
  }
  if (failed !== undefined) throw new Failure('usage', '--failed is for the lines of --from-file')
  if (body !== undefined || set !== undefined) return
  const missing = [
    flow === undefined && '<flow>',
    prospect === undefined && '<prospect>',
    owner === undefined && '--owner',
  ]
  const first = missing.find(Boolean)
  if (first) throw new Failure('usage', `${first} is missing`)
}
