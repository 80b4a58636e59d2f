import { BODY } from '../../src/app/model/body.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import { checkWaiting, WAITING } from '../../src/app/model/poll.ts'
import { AGAIN_INPUT, BULK_INPUTS } from '../../src/bulk/inputs.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { Failure } from '../../src/lib/errors.ts'
import { FLOW, OWNER } from './assign-inputs.ts'

export const BULK_ASSIGN_INPUTS = {
  flow: FLOW,
  owner: OWNER,
  ...BULK_INPUTS,
  file: { kind: 'file', work: 'table', outsideBody: true, help: 'older name of --from-file' },
  ...WAITING,
  ...AGAIN_INPUT,
  ...BODY,
} as const satisfies Inputs

export type BulkAssignInput = InputOf<typeof BULK_ASSIGN_INPUTS>

const field = (name: keyof typeof gong.bulkAssign.body) => gong.bulkAssign.body[name]

/** What its rows have behind the columns of every result. */
export const BULK_RESULTS = ['bulkAssignmentId', 'crmProspectId'] as const

/** What a table may say about a prospect, by Gong's names. */
export const PROSPECT_FIELDS = {
  firstName: { ...field('prospects[].firstName'), help: 'first name', headings: ['given name'] },
  lastName: { ...field('prospects[].lastName'), help: 'last name', headings: ['surname', 'family name'] },
  email: { ...gong.bulkAssign.body['prospects[].email'], help: 'e-mail address' },
  jobTitle: { ...field('prospects[].jobTitle'), help: 'title of the job', headings: ['title', 'position'] },
  linkedInUrl: { ...gong.bulkAssign.body['prospects[].linkedInUrl'], help: 'page on LinkedIn', headings: ['linkedIn'] },
  crmId: {
    ...field('prospects[].crmId'),
    help: 'id in the CRM of a prospect who is there',
    headings: ['crmProspectId', 'prospectId', 'prospect', 'contactId', 'leadId'],
  },
  accountCrmId: { ...field('prospects[].accountCrmId'), help: 'id in the CRM of the account', headings: ['accountId'] },
  companyName: {
    ...field('prospects[].companyName'),
    help: 'name of the company',
    headings: ['company', 'account name'],
  },
} as const

/** The columns of a table of prospects, new or known. */
export const BULK_FIELDS = {
  ...PROSPECT_FIELDS,
  flow: { kind: 'id', lookup: 'flow', required: true, help: 'id or name of the flow' },
  owner: { ...OWNER, required: true, headings: ['flow owner', 'flowInstanceOwnerEmail'] },
} as const

/** The table, by either name of its flag. */
export function tablePath({ fromFile, file }: BulkAssignInput): string | undefined {
  return fromFile ?? file
}

/** @throws Failure `usage` for what is missing or said in two ways */
export function checkBulk(input: BulkAssignInput): void {
  checkWaiting(input)
  const { flow, owner, fromFile, file, failed, body, set } = input
  if (fromFile !== undefined && file !== undefined)
    throw new Failure('usage', '--file is the older name of --from-file: say one')
  if (tablePath(input) !== undefined) return
  if (failed !== undefined) throw new Failure('usage', '--failed is for the lines of --from-file')
  if (body !== undefined || set !== undefined) return
  const missing = [flow === undefined && '<flow>', owner === undefined && '--owner', '--from-file']
  throw new Failure('usage', `${missing.find(Boolean)} is missing`)
}
