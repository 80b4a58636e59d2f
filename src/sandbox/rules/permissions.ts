import { isRow, type Json, textsIn } from '../../lib/rows.ts'
import { isFolder } from '../answers/library.ts'
import { bodyOf, users, workspace } from './known.ts'
import type { Rule, Rules } from './rule.ts'

const profile: readonly Rule[] = [
  users((asked) => leadersIn(bodyOf(asked))),
  {
    when: (asked) => {
      const { libraryFolderAccess: library } = bodyOf(asked)
      return isRow(library) ? textsIn(library.libraryFolderIds).filter((id) => !isFolder(asked.company, id)) : []
    },
    says: (id) => `Library folder ID ${id} was not found`,
  },
]

const ofWorkspace = workspace((asked) => asked.query.workspaceId)

export const permissions: Rules = {
  listPermissionProfile: [ofWorkspace],
  createPermissionProfile: [ofWorkspace, ...profile],
  updatePermissionProfile: profile,
}

/** The team leads of every kind of access, at whatever depth. */
function leadersIn(value: Json): readonly string[] {
  if (!isRow(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => (name === 'teamLeadIds' ? textsIn(inner) : leadersIn(inner)))
}
