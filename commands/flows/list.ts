import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'

export const listFlows = deriveQuery(gong.list, {
  columns: ['id', 'name', 'folderName', 'visibility', 'creationDate'],
  examples: [
    'gong flows list --owner k.nakamura@tallyhouse.example',
    'gong flows list --owner k.nakamura@tallyhouse.example --recent -w "Sales Americas"',
  ],
})
