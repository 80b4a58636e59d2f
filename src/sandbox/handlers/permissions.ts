import { isRow, type Json, type Row } from '../../lib/rows.ts'
import { idSeries } from '../company/ids.ts'
import { emptyProfile, holdersOf, PROFILE_COUNT, profileAt } from '../company/permissions.ts'
import { type Reply, refusal } from '../reply.ts'
import { type Handlers, type SandboxRequest, unpaged } from './request.ts'

const CHANGED = 'permissionProfiles'

interface Profile {
  readonly workspace: string
  readonly row: Row
}

/** Permission profiles. A write replaces the whole: what is left out is gone. */
export const permissionHandlers: Handlers = {
  listPermissionProfile: (request) => {
    const { workspaceId } = request.query
    return unpaged(request, inWorkspace(request, workspaceId))
  },

  getPermissionProfile: (request) => {
    const found = find(request, request.query.profileId)
    return found ? unpaged(request, found.row) : unknown(request)
  },

  listPermissionProfileUsers: (request) => {
    const { profileId } = request.query
    if (find(request, profileId) === undefined) return unknown(request)
    const index = idSeries(request.company.seed, 'permission profile').indexOf(String(profileId)) ?? PROFILE_COUNT
    return unpaged(request, index < PROFILE_COUNT ? holdersOf(request.company, index) : [])
  },

  createPermissionProfile: (request) => {
    const { workspaceId } = request.query
    const body = isRow(request.body) ? request.body : {}
    if (!body.name) return refusal(422, 'A permission profile needs a name')
    if (inWorkspace(request, workspaceId).some(({ name }) => name === body.name))
      return refusal(422, `A permission profile with the name ${body.name} exists in this workspace`)
    const made = request.changes.all(CHANGED).filter(({ made }) => made === true).length
    const id = idSeries(request.company.seed, 'permission profile').of(PROFILE_COUNT + made)
    return put(request, { workspace: String(workspaceId), row: { ...body, id } }, true)
  },

  updatePermissionProfile: (request) => {
    const { profileId = null } = request.query
    const found = find(request, profileId)
    if (found === undefined) return unknown(request)
    const made = request.changes.get(CHANGED, String(profileId))?.made === true
    return put(request, { ...found, row: { ...(isRow(request.body) ? request.body : {}), id: profileId } }, made)
  },
}

function put(request: SandboxRequest, { workspace, row: { id = null, ...written } }: Profile, made: boolean): Reply {
  const row = { id, ...emptyProfile(), ...written }
  request.changes.put(CHANGED, String(id), { workspace, row, made })
  return unpaged(request, row)
}

function every({ company, changes }: SandboxRequest): readonly Profile[] {
  const first = Array.from({ length: PROFILE_COUNT }, (_, index) => profileAt(company, index))
  const made = changes.all(CHANGED).filter((change) => change.made === true)
  return [...first, ...made.map(toProfile)].map((profile) => {
    const change = changes.get(CHANGED, String(profile.row.id))
    return change ? toProfile(change) : profile
  })
}

function toProfile({ workspace, row }: Row): Profile {
  return { workspace: String(workspace), row: isRow(row) ? row : {} }
}

function find(request: SandboxRequest, id: Json | undefined): Profile | undefined {
  return every(request).find(({ row }) => row.id === id)
}

function inWorkspace(request: SandboxRequest, id: Json | undefined): readonly Row[] {
  return every(request)
    .filter(({ workspace }) => workspace === id)
    .map(({ row }) => row)
    .sort((a, b) => String(a.name).localeCompare(String(b.name)))
}

function unknown({ query }: SandboxRequest): Reply {
  return refusal(400, `Permission profile ID ${query.profileId} was not found`)
}
