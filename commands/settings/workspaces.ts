import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { settings as gong } from '../../src/catalogue/settings.ts'

export const listWorkspaces = deriveQuery(gong.workspaces, {
  columns: ['id', 'name', 'description'],
  examples: ['gong settings workspaces', "gong settings workspaces --jq '.[].name'"],
})
