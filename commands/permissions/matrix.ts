import { defineQuery } from '../../src/app/model/command.ts'
import { operationInputs } from '../../src/app/model/operation-inputs.ts'
import { permissions as gong } from '../../src/catalogue/permissions.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import { profilesIn } from '../../src/permissions/workspace-profiles.ts'
import { inWords, isDifferent, RIGHT_COLUMNS, rightRows, withHeadings } from './right-rows.ts'

export const compareAllPermissionProfiles = defineQuery({
  name: 'matrix',
  summary: 'Show what each permission profile of a workspace allows, side by side',
  operations: [gong.list],
  inputs: {
    ...operationInputs(gong.list),
    profile: {
      kind: 'id',
      many: true,
      hint: 'id or name',
      lookup: 'profile',
      help: 'only these profiles; else all of the workspace',
    },
    differing: { kind: 'flag', help: 'only what the profiles differ in' },
  },
  arguments: ['profile'],
  columns: RIGHT_COLUMNS,
  unfold: inWords,
  examples: [
    'gong permissions matrix -w "Sales Americas"',
    'gong permissions matrix Manager "Account Executive" -w "Sales Americas" --differing',
    'gong permissions matrix -w "Sales Americas" -o permissions.xlsx',
  ],
  cautions: [
    'A row is one capability as Gong calls it, or one kind of access; team (2) means the teams of two leads, whose ids are in csv and json.',
    'What Gong has added since is at the end.',
  ],
  async *rows({ workspace, profile, differing }, job) {
    const all = await profilesIn(workspace, job.read)
    const chosen = profile === undefined ? all : profile.map((id) => among(all, id))
    const rows = rightRows(withHeadings(chosen, ({ id }) => String(id)))
    yield { rows: differing ? rows.filter(isDifferent) : rows }
  },
})

function among(profiles: readonly Row[], id: string): Row {
  const found = profiles.find((profile) => profile.id === id)
  if (found !== undefined) return found
  throw new Failure('not-found', `the workspace has no permission profile ${id}`, {
    hint: `one of ${profiles.map(({ name }) => name).join(', ')}; gong permissions diff compares across workspaces`,
  })
}
