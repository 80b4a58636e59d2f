import type { QueryJob } from '../../src/app/model/job.ts'
import { isRow, type Row } from '../../src/lib/rows.ts'
import type { ProfileHeld } from '../../src/people/person-facts.ts'
import { profilesOf, profilesOfWorkspaces } from '../../src/permissions/workspace-profiles.ts'

/** The permission profiles that a user has, and those in which the user leads a team. */
export async function permissionsOf(user: string, job: QueryJob) {
  const held: ProfileHeld[] = []
  const leads: ProfileHeld[] = []
  for await (const { workspaceId, workspaceName, profiles } of profilesOfWorkspaces(job.read)) {
    const label = ({ id, name }: Row) => ({
      workspaceId,
      workspaceName,
      profileId: String(id),
      profileName: String(name ?? id),
    })
    held.push(...(await profilesOf(user, profiles, job.read)).map(label))
    leads.push(...profiles.filter((profile) => isLeadIn(profile, user)).map(label))
  }
  return { held, leads }
}

function isLeadIn(value: Row, user: string): boolean {
  return Object.entries(value).some(([name, inner]) =>
    name === 'teamLeadIds' ? Array.isArray(inner) && inner.includes(user) : isRow(inner) && isLeadIn(inner, user),
  )
}
