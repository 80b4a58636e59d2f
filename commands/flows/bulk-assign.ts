import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { LINE_COLUMNS } from '../../src/bulk/line-columns.ts'
import { RESULT_COLUMNS } from '../../src/bulk/result-columns.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { defined } from '../../src/lib/defined.ts'
import { BULK_ASSIGN_INPUTS, BULK_FIELDS, BULK_RESULTS, checkBulk, PROSPECT_FIELDS, tablePath } from './bulk-inputs.ts'

const derived = deriveChange(gong.bulkAssign, {
  name: 'bulk-assign',
  arguments: ['flow'],
  columns: [],
  examples: [
    `gong flows bulk-assign 382113028872392068 --owner k.nakamura@tallyhouse.example --set "prospects[0].crmId=003750784324015331" --wait`,
    'gong flows bulk-assign 382113028872392068 --owner k.nakamura@tallyhouse.example --from-file leads.csv --wait --results assigned.csv --failed failed.csv',
  ],
})

export const bulkAssignProspects = defineChange({
  ...derived,
  operations: [gong.bulkAssign, gong.assigned, gong.bulkStatus],
  inputs: BULK_ASSIGN_INPUTS,
  fields: [...Object.keys(PROSPECT_FIELDS), ...RESULT_COLUMNS, ...BULK_RESULTS],
  columns: LINE_COLUMNS,
  single: false,
  cautions: [
    ...(derived.cautions ?? []),
    `A table has the columns ${Object.keys(BULK_FIELDS).join(', ')}; --owner and <flow> are for lines that name none.`,
    'Who has a crmId and is in the flow already is not sent. A run that was cut short goes on with the same line; prospects whose answer was lost are sent again only with --again, since Gong may have them.',
    'The same file is not sent twice for one flow and owner, unless with --again: Gong would make those without a crmId anew. Of a file that has changed, the lines that are new are sent.',
  ],
  async check(input, job) {
    checkBulk(input)
    const path = tablePath(input)
    if (path === undefined) return
    const { checkTableFirst } = await import('./checked-table.ts')
    const { NAMED_PROSPECTS } = await import('./bulk-order.ts')
    const common = defined({ flow: input.flow, owner: input.owner })
    await checkTableFirst(path, BULK_FIELDS, { input, common, rules: NAMED_PROSPECTS }, job)
  },
  async plan(input, job) {
    const { planBulkAssign } = await import('./bulk-change.ts')
    return await planBulkAssign(input, job)
  },
})
