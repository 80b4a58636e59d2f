import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import { importantColumn } from '../../src/output/columns.ts'
import { keepRows } from './keep-rows.ts'

const derived = deriveQuery(gong.assigned, {
  arguments: ['prospect'],
  columns: ['prospect', 'flow', importantColumn('status'), 'instance', 'since'],
  unfold: withShortNames,
  examples: [
    'gong flows assigned 003811136627865508',
    'gong flows assigned 003811136627865508 --flow "Webinar follow-up: East Asia" --owner k.nakamura@tallyhouse.example',
    'gong flows assigned --instance 10883833566176974',
  ],
})

export const assignedFlows = defineQuery({
  ...derived,
  inputs: {
    ...derived.inputs,
    flow: {
      kind: 'id',
      many: true,
      outsideBody: true,
      hint: 'id or name',
      lookup: 'flow',
      help: 'only what is in these flows',
    },
    owner: {
      kind: 'email',
      outsideBody: true,
      help: 'e-mail address of the user among whose flows names are looked for',
    },
  },
  cautions: [
    ...(derived.cautions ?? []),
    'Gong tells the flows of prospects, and not the prospects of a flow: --flow chooses among what was asked for.',
  ],
  check({ prospect, instance, body, set }) {
    if (prospect !== undefined && instance !== undefined)
      throw new Failure('usage', 'Gong takes <prospect> or --instance, not both')
    if ([prospect, instance, body, set].every((value) => value === undefined))
      throw new Failure('usage', '<prospect> is missing: name prospects, or flow instances with --instance')
  },
  rows({ flow, owner: _, ...input }, job) {
    const pages = derived.rows(input, job)
    return flow === undefined ? pages : keepRows(pages, ({ flowId }) => flow.includes(String(flowId)))
  },
})

/** An instance under names that leave room for what they head; the long ones stay for `--fields`. */
function withShortNames(row: Row): readonly Row[] {
  const { crmProspectId = null, flowName = null, flowInstanceStatus = null, flowInstanceId = null } = row
  const { flowInstanceCreateDate: since = null } = row
  const short = { prospect: crmProspectId, flow: flowName, status: flowInstanceStatus, instance: flowInstanceId }
  return [{ ...row, ...short, since }]
}
