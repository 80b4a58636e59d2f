import { isRow, type Json, type Row } from '../../lib/rows.ts'
import { ids } from '../company/ids.ts'
import { holdersOf, nothingAllowed, PROFILES, profileAt } from '../company/permissions.ts'
import { type Reply, refusal } from '../reply.ts'
import { type Answers, type Asked, whole } from './asked.ts'

const CHANGED = 'permissionProfiles'

interface Profile {
  readonly workspace: string
  readonly row: Row
}

/** Permission profiles. A write replaces the whole: what is left out is gone. */
export const permissions: Answers = {
  listPermissionProfile: (asked) => {
    const { workspaceId } = asked.query
    return whole(asked, inWorkspace(asked, workspaceId))
  },

  getPermissionProfile: (asked) => {
    const found = find(asked, asked.query.profileId)
    return found ? whole(asked, found.row) : unknown(asked)
  },

  listPermissionProfileUsers: (asked) => {
    const { profileId } = asked.query
    if (find(asked, profileId) === undefined) return unknown(asked)
    const index = ids(asked.company.seed, 'permission profile').indexOf(String(profileId)) ?? PROFILES
    return whole(asked, index < PROFILES ? holdersOf(asked.company, index) : [])
  },

  createPermissionProfile: (asked) => {
    const { workspaceId } = asked.query
    const body = isRow(asked.body) ? asked.body : {}
    if (!body.name) return refusal(422, 'A permission profile needs a name')
    if (inWorkspace(asked, workspaceId).some(({ name }) => name === body.name))
      return refusal(422, `A permission profile with the name ${body.name} exists in this workspace`)
    const made = asked.changes.all(CHANGED).filter(({ made }) => made === true).length
    const id = ids(asked.company.seed, 'permission profile').of(PROFILES + made)
    return put(asked, { workspace: String(workspaceId), row: { ...body, id } }, true)
  },

  updatePermissionProfile: (asked) => {
    const { profileId = null } = asked.query
    const found = find(asked, profileId)
    if (found === undefined) return unknown(asked)
    const made = asked.changes.get(CHANGED, String(profileId))?.made === true
    return put(asked, { ...found, row: { ...(isRow(asked.body) ? asked.body : {}), id: profileId } }, made)
  },
}

function put(asked: Asked, { workspace, row: { id = null, ...written } }: Profile, made: boolean): Reply {
  const row = { id, ...nothingAllowed(), ...written }
  asked.changes.put(CHANGED, String(id), { workspace, row, made })
  return whole(asked, row)
}

function every({ company, changes }: Asked): readonly Profile[] {
  const first = Array.from({ length: PROFILES }, (_, index) => profileAt(company, index))
  const made = changes.all(CHANGED).filter((change) => change.made === true)
  return [...first, ...made.map(toProfile)].map((profile) => {
    const change = changes.get(CHANGED, String(profile.row.id))
    return change ? toProfile(change) : profile
  })
}

function toProfile({ workspace, row }: Row): Profile {
  return { workspace: String(workspace), row: isRow(row) ? row : {} }
}

function find(asked: Asked, id: Json | undefined): Profile | undefined {
  return every(asked).find(({ row }) => row.id === id)
}

function inWorkspace(asked: Asked, id: Json | undefined): readonly Row[] {
  return every(asked)
    .filter(({ workspace }) => workspace === id)
    .map(({ row }) => row)
    .sort((a, b) => String(a.name).localeCompare(String(b.name)))
}

function unknown({ query }: Asked): Reply {
  return refusal(400, `Permission profile ID ${query.profileId} was not found`)
}
