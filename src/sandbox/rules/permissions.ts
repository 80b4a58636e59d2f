import { isRow, type Json, textsIn } from '../../lib/rows.ts'
import { isFolder } from '../handlers/library.ts'
import { bodyIn, requireUsers, requireWorkspace } from './checks.ts'
import type { SandboxRule, SandboxRules } from './rule.ts'

const profile: readonly SandboxRule[] = [
  requireUsers((request) => leadersIn(bodyIn(request))),
  {
    violations: (request) => {
      const { libraryFolderAccess: library } = bodyIn(request)
      return isRow(library) ? textsIn(library.libraryFolderIds).filter((id) => !isFolder(request.company, id)) : []
    },
    message: (id) => `Library folder ID ${id} was not found`,
  },
]

const ofWorkspace = requireWorkspace((request) => request.query.workspaceId)

export const permissionRules: SandboxRules = {
  listPermissionProfile: [ofWorkspace],
  createPermissionProfile: [ofWorkspace, ...profile],
  updatePermissionProfile: profile,
}

/** The team leads of every kind of access, at whatever depth. */
function leadersIn(value: Json): readonly string[] {
  if (!isRow(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => (name === 'teamLeadIds' ? textsIn(inner) : leadersIn(inner)))
}
