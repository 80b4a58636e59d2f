import { settings as gong } from '../src/catalogue/settings.ts'
import { fromOperation } from '../src/cli/derived.ts'

export const settings = [
  fromOperation(gong.workspaces, {
    columns: ['id', 'name', 'description'],
    examples: ['gong settings workspaces', "gong settings workspaces --jq '.[].name'"],
  }),
]
