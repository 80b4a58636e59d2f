import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'

export const listFlowFolders = deriveQuery(gong.folders, {
  columns: ['id', 'name', 'parentFolderId', 'visibility', 'creationDate'],
  examples: ['gong flows folders --owner k.nakamura@tallyhouse.example'],
})
