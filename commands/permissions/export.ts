import { defineQuery } from '../../src/app/model/command.ts'
import { operationInputs } from '../../src/app/model/operation-inputs.ts'
import { permissions as gong } from '../../src/catalogue/permissions.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { users } from '../../src/catalogue/users.ts'

export const exportPermissionProfiles = defineQuery({
  name: 'export',
  summary: 'Write the permission profiles of a workspace as YAML, to keep, to compare and to apply',
  operations: [gong.list, settings.workspaces, users.list],
  inputs: operationInputs(gong.list),
  arguments: [],
  fields: ['workspace', 'profiles'],
  closed: true,
  columns: ['workspace', 'profiles'],
  single: true,
  format: 'raw',
  endings: ['yaml', 'yml', 'json'],
  examples: [
    'gong permissions export -w "Sales Americas" -o profiles.yaml',
    'gong permissions export -w "Sales Americas" -f json',
  ],
  cautions: [
    'Profiles, fields and lists always stand in the same order: what did not change in Gong does not change in the file.',
    'It has every field that Gong answered, also those that are newer than this tool.',
  ],
  async *rows({ workspace }, job) {
    const { exportProfiles } = await import('./export-profiles.ts')
    yield await exportProfiles(workspace, job)
  },
})
