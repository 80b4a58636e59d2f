import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { keepRows } from './keep-rows.ts'

const derived = deriveQuery(gong.list, {
  columns: ['id', 'name', 'folderName', 'visibility', 'creationDate'],
  examples: [
    'gong flows list --owner k.nakamura@tallyhouse.example',
    'gong flows list --owner k.nakamura@tallyhouse.example --mine',
    'gong flows list --owner k.nakamura@tallyhouse.example --recent -w "Sales Americas"',
  ],
})

/** Gong lists a user's own flows among those of the company, and tells them apart by their visibility. */
export const listFlows = defineQuery({
  ...derived,
  inputs: {
    ...derived.inputs,
    mine: { kind: 'flag', help: "only the owner's own flows, personal and shared, without those of the company" },
  },
  rows(input, job) {
    const pages = derived.rows(input, job)
    return input.mine ? keepRows(pages, ({ visibility }) => String(visibility).toLowerCase() !== 'company') : pages
  },
})
