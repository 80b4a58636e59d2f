import { defineQuery } from '../../src/app/model/command.ts'
import { permissions as gong } from '../../src/catalogue/permissions.ts'
import { settings } from '../../src/catalogue/settings.ts'
import type { Row } from '../../src/lib/rows.ts'
import { wrappedColumn } from '../../src/output/columns.ts'
import { profilesOf, profilesOfWorkspaces, type WorkspaceProfiles } from '../../src/permissions/workspace-profiles.ts'
import { withLevels } from './list.ts'

const FIELDS = ['workspaceId', 'workspaceName', 'profileId', 'profileName', 'seesCalls', 'seesDeals']

export const findPermissionProfilesOfUser = defineQuery({
  name: 'of',
  summary: 'Show which permission profile a user has, in each workspace',
  operations: [settings.workspaces, gong.list, gong.users],
  inputs: {
    user: { kind: 'id', required: true, hint: 'id, email or name', lookup: 'user', help: 'the user' },
  },
  arguments: ['user'],
  fields: FIELDS,
  closed: true,
  // Empty cells would look as if it had not been looked up.
  unfold: ({ profileName, ...row }) => [{ ...row, profileName: profileName ?? 'none' }],
  columns: [wrappedColumn('workspaceName'), wrappedColumn('profileName'), 'seesCalls', 'seesDeals', 'profileId'],
  examples: ['gong permissions of k.nakamura@tallyhouse.example'],
  cautions: [
    'Gong does not tell it of a user: the users of each profile are read, a request for each profile.',
    'A workspace in which the user has no profile has a row too, with an empty one.',
  ],
  async *rows({ user }, job) {
    // A page for all: the first one decides how wide the columns of a table are.
    const rows: Row[] = []
    for await (const workspace of profilesOfWorkspaces(job.read)) {
      const held = await profilesOf(user, workspace.profiles, job.read)
      rows.push(...(held.length === 0 ? [{}] : held).map((profile) => holding(workspace, profile)))
    }
    yield { rows }
  },
})

function holding({ workspaceId, workspaceName }: WorkspaceProfiles, profile: Row): Row {
  const [{ id = null, name = null, seesCalls = null, seesDeals = null } = {}] = withLevels(profile)
  return { workspaceId, workspaceName, profileId: id, profileName: name, seesCalls, seesDeals }
}
