import { userList } from '../../src/app/input/user-list.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import { type Row, textsIn } from '../../src/lib/rows.ts'
import type { PersonVisibility } from '../../src/mcp/visibility/visibility.ts'
import { valueAt } from '../../src/output/fields.ts'
import { judgeCallAccess } from '../../src/permissions/call-access.ts'
import { profilesOf, profilesOfWorkspaces } from '../../src/permissions/workspace-profiles.ts'
import { type People, peopleOf, teamOf } from '../../src/stats/people.ts'

/**
 * What a person may see, by their permission profiles. Read when the first answer wants it, since it takes a request for each
 * profile, and kept while the server runs.
 *
 * @throws Failure `declined` for somebody who is not active
 */
export async function personVisibility(user: string, job: QueryJob): Promise<PersonVisibility> {
  const people = peopleOf(await userList(job, false))
  if (!people.get(user)?.active) throw new Failure('declined', `--as: the user ${user} is not active, and sees nothing`)
  const held = new Map<string, readonly Row[]>()
  for await (const { workspaceId, profiles } of profilesOfWorkspaces(job.read))
    held.set(workspaceId, await profilesOf(user, profiles, job.read))
  const figures = figuresSeen(user, [...held.values()].flat(), people)
  return {
    canSeeFiguresOf: (id) => figures === 'all' || figures.has(id),
    canSeeCall({ workspaceId, hostId, isPrivate, partyIds, grantedIds }) {
      const there = [hostId, ...(partyIds ?? [])]
      return judgeCallAccess(user, {
        isActive: true,
        isHost: hostId === user,
        isPrivate,
        isGranted: grantedIds.includes(user),
        ...(partyIds && { tookPart: partyIds.includes(user) }),
        profiles: held.get(workspaceId) ?? [],
        isOfTeam: (leads) => partIn(there, teamsOf(leads, people)),
      }).can
    },
  }
}

/** Whose figures: their own, and those of people whose calls and insights a profile opens to them. */
function figuresSeen(user: string, profiles: readonly Row[], people: People): ReadonlySet<string> | 'all' {
  const seen = new Set([user])
  for (const profile of profiles.filter(({ teamStats }) => teamStats === true)) {
    const some = ofLevel(user, profile, 'callsAccess', people)
    const others = ofLevel(user, profile, 'insightsAccess', people)
    if (some === 'all' && others === 'all') return 'all'
    for (const id of some === 'all' ? others : some) if (others === 'all' || others.has(id)) seen.add(id)
  }
  return seen
}

function ofLevel(user: string, profile: Row, access: string, people: People): ReadonlySet<string> | 'all' {
  const level = valueAt(profile, `${access}.permissionLevel`)
  if (level === 'all') return 'all'
  if (level === 'report-to-them') return teamsOf([user], people)
  if (level === 'managers-team') return teamsOf(textsIn(valueAt(profile, `${access}.teamLeadIds`)), people)
  return new Set()
}

function teamsOf(leads: readonly string[], people: People): ReadonlySet<string> {
  return new Set(leads.flatMap((lead) => [...(teamOf(people, lead) ?? [lead])]))
}

/** @param there the host first, then everybody of the company who took part */
function partIn([host = '', ...others]: readonly string[], team: ReadonlySet<string>): 'hosted' | 'took part' | 'no' {
  if (team.has(host)) return 'hosted'
  return others.some((id) => team.has(id)) ? 'took part' : 'no'
}
