import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { library as gong } from '../../src/catalogue/library.ts'

export const listLibraryFolders = deriveQuery(gong.folders, {
  columns: ['id', 'name', 'parentFolderId', 'updated'],
  examples: ['gong library folders -w "Sales Americas"'],
})
