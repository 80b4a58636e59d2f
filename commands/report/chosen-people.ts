import { idOf } from '../../src/app/input/id-of-name.ts'
import { userList, withUserList } from '../../src/app/input/user-list.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import { type People, peopleOf, teamOf } from '../../src/stats/people.ts'
import type { ReportInput } from './inputs.ts'

/** The people of a report. */
export interface ChosenPeople {
  readonly people: People
  /** The ids that --user and --team come to; everybody when absent. */
  readonly userIds: readonly string[] | undefined
}

interface Asked extends Pick<ReportInput, 'user' | 'team' | 'fresh'> {
  /** Whether rows name people; else nobody is listed unless somebody was asked for. */
  readonly isNamed: boolean
}

/** @throws Failure `usage` for people who are unknown, and for a team of somebody who is nobody's manager */
export async function chosenPeople({ user, team, fresh, isNamed }: Asked, job: QueryJob): Promise<ChosenPeople> {
  if (!isNamed && user === undefined && team === undefined) return { people: new Map(), userIds: undefined }
  const rows = await userList(job, fresh)
  const people = peopleOf(rows)
  if (user === undefined && team === undefined) return { people, userIds: undefined }
  const read = withUserList(job.read, rows)
  const find = (flag: string, text: string) => idOf('user', { read, flag, otherInputs: {} }, text)
  const ids = new Set<string>()
  for (const text of user ?? []) ids.add(await find('--user', text))
  if (team !== undefined) for (const id of membersOf(team, await find('--team', team), people)) ids.add(id)
  for (const id of ids)
    if (!people.has(id)) await job.say(`user ${id} is not in Gong's list of users: deleted, or never there`)
  return { people, userIds: [...ids] }
}

function membersOf(typed: string, id: string, people: People): ReadonlySet<string> {
  const team = teamOf(people, id)
  if (team !== undefined) return team
  const name = people.get(id)?.name
  throw new Failure('usage', `--team: ${typeof name === 'string' ? name : `"${typed}"`} is nobody's manager`, {
    hint: 'gong users list --fields emailAddress,managerId',
  })
}
