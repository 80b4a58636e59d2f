import { unlessForbidden } from '../../src/api/unless-refused.ts'
import { userList } from '../../src/app/input/user-list.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { callAccess as granting } from '../../src/catalogue/access.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { defined } from '../../src/lib/defined.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import { rowsIn } from '../../src/lib/rows.ts'
import { type CallAccess, judgeCallAccess, NOT_TOLD } from '../../src/permissions/call-access.ts'
import { profilesIn, profilesOf } from '../../src/permissions/workspace-profiles.ts'
import { type People, peopleOf, teamOf } from '../../src/stats/people.ts'

/** Whether a user sees a call, and why, as far as the API tells. */
export async function explainAccess(
  { user, call }: { readonly user: string; readonly call: string },
  job: QueryJob,
): Promise<Row> {
  const basic = await callFacts(call, job)
  const workspaceId = String(basic.workspaceId ?? '')
  const workspaceName = await unlessForbidden(() => nameOfWorkspace(workspaceId, job))
  const people = peopleOf(await userList(job, false))
  const parties = await unlessForbidden(() => partiesOf(call, job))
  const isGranted = await unlessForbidden(() => grantedThroughApi(user, call, job))
  const profiles = await unlessForbidden(async () =>
    profilesOf(user, await profilesIn(workspaceId, job.read), job.read),
  )
  const isHost = basic.primaryUserId === user
  const tookPart = isHost || parties?.some((id) => id === user)
  const isPrivate = basic.isPrivate === true
  const there = [String(basic.primaryUserId), ...(parties ?? [])]
  const { can, reason } = judgeCallAccess(user, {
    isActive: people.get(user)?.active ?? false,
    ...{ isHost, isPrivate, isOfTeam: (leads) => partOfTeam(there, teamsOf(leads, people)) },
    ...defined({ tookPart, isGranted, profiles }),
  })
  return {
    can,
    reason,
    userId: user,
    userName: people.get(user)?.name ?? null,
    callId: call,
    callTitle: basic.title ?? null,
    workspaceId,
    workspaceName: workspaceName ?? null,
    profiles: profiles?.map(({ name }) => String(name)) ?? null,
    isHost,
    tookPart: tookPart ?? null,
    isGranted: isGranted ?? null,
    isPrivate,
    notTold: NOT_TOLD,
  }
}

/** @throws Failure `not-found` for a call that Gong does not know */
async function callFacts(call: string, job: QueryJob): Promise<Row> {
  for await (const row of job.read.rows(calls.get, { call })) return row
  throw new Failure('not-found', `Gong answered no call ${call}`)
}

async function nameOfWorkspace(workspace: string, job: QueryJob): Promise<string | undefined> {
  for await (const { id, name } of job.read.rows(settings.workspaces, {}))
    if (id === workspace) return String(name ?? id)
  return undefined
}

/** The users among the parties; `undefined` where Gong does not tell them yet. */
async function partiesOf(call: string, job: QueryJob): Promise<readonly string[] | undefined> {
  const body = { contentSelector: { exposedFields: { parties: true } } }
  for await (const { parties } of job.read.rows(calls.details, { call: [call] }, { body }))
    return rowsIn(parties).flatMap(({ userId }) => (typeof userId === 'string' ? [userId] : []))
  return undefined
}

async function grantedThroughApi(user: string, call: string, job: QueryJob): Promise<boolean> {
  for await (const { users: granted } of job.read.rows(granting.listAccess, { call: [call] }))
    return rowsIn(granted).some(({ userId }) => userId === user)
  return false
}

function teamsOf(leads: readonly string[], people: People): ReadonlySet<string> {
  return new Set(leads.flatMap((lead) => [...(teamOf(people, lead) ?? [lead])]))
}

/** @param there the host first, then everybody of the company who took part */
function partOfTeam(
  [host = '', ...others]: readonly string[],
  team: ReadonlySet<string>,
): ReturnType<CallAccess['isOfTeam']> {
  if (team.has(host)) return 'hosted'
  return others.some((id) => team.has(id)) ? 'took part' : 'no'
}
