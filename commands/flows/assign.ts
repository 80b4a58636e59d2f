import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import type { Typed } from '../../src/app/model/inputs.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { privacy } from '../../src/catalogue/privacy.ts'
import { defined } from '../../src/lib/defined.ts'
import { ASSIGN_FIELD_NAMES, ASSIGN_FIELDS, ASSIGN_INPUTS, assignColumns, checkAssign } from './assign-inputs.ts'

const derived = deriveChange(gong.assign, {
  arguments: ['flow', 'prospect'],
  columns: [],
  examples: [
    'gong flows assign 382113028872392068 003750784324015331 003404072463662246 --owner k.nakamura@tallyhouse.example',
    'gong flows assign --from-file prospects.csv --owner k.nakamura@tallyhouse.example --results assigned.csv --failed failed.csv',
    'gong flows assign 382113028872392068 003750784324015331 --owner k.nakamura@tallyhouse.example --set "overrides.steps[0].number=1" --set "overrides.steps[0].subject=Invoices in March"',
  ],
})

export const assignProspects = defineChange({
  ...derived,
  operations: [gong.assign, gong.assignLegacy, gong.assigned, privacy.findEmail],
  inputs: ASSIGN_INPUTS,
  fields: ASSIGN_FIELD_NAMES,
  columns: assignColumns,
  single: false,
  cautions: [
    ...(derived.cautions ?? []),
    'Who is in the flow already is asked first and not assigned again, so the same line can be run again.',
    'A table has the columns prospect (or email), flow and owner; --owner and a typed flow are for lines that name none.',
  ],
  async check(input, job) {
    checkAssign(input)
    if (input.fromFile === undefined) return
    const { checkTableFirst, lineNeeds } = await import('./checked-table.ts')
    const common = defined({ flow: input.flow, owner: input.owner })
    const isNamed = (values: Typed) => 'prospect' in values || 'email' in values
    const rules = lineNeeds('prospect or email', ['prospect', 'email'], isNamed)
    await checkTableFirst(input.fromFile, ASSIGN_FIELDS, { input, common, rules }, job)
  },
  async plan(input, job) {
    const { planAssign } = await import('./assign-change.ts')
    return await planAssign(input, job)
  },
})
