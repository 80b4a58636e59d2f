import type { ReadClient } from '../api/client.ts'
import { permissions } from '../catalogue/permissions.ts'
import { settings } from '../catalogue/settings.ts'
import type { Row } from '../lib/rows.ts'

/** The permission profiles of one workspace. */
export interface WorkspaceProfiles {
  readonly workspaceId: string
  readonly workspaceName: string
  /** By name, as Gong lists them. */
  readonly profiles: readonly Row[]
}

/** The profiles of every workspace, a request for each. */
export async function* profilesOfWorkspaces(read: ReadClient): AsyncIterable<WorkspaceProfiles> {
  for await (const { id, name } of read.rows(settings.workspaces, {})) {
    const workspaceId = String(id)
    yield { workspaceId, workspaceName: String(name ?? id), profiles: await profilesIn(workspaceId, read) }
  }
}

/** The profiles of one workspace. */
export async function profilesIn(workspace: string, read: ReadClient): Promise<readonly Row[]> {
  const profiles: Row[] = []
  for await (const profile of read.rows(permissions.list, { workspace })) profiles.push(profile)
  return profiles
}

/** Those of some profiles that a user has: a request for each profile, since Gong does not tell it of a user. */
export async function profilesOf(user: string, profiles: readonly Row[], read: ReadClient): Promise<readonly Row[]> {
  const held: Row[] = []
  for (const profile of profiles) if (await hasProfile(user, String(profile.id), read)) held.push(profile)
  return held
}

async function hasProfile(user: string, profile: string, read: ReadClient): Promise<boolean> {
  for await (const { id } of read.rows(permissions.users, { profile })) if (id === user) return true
  return false
}
