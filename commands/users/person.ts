import { userList } from '../../src/app/input/user-list.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { users } from '../../src/catalogue/users.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import type { PersonFacts } from '../../src/people/person-facts.ts'
import { type People, peopleOf } from '../../src/stats/people.ts'
import { filledText } from './filled-text.ts'
import { lastActivityOf, lastSettingOf } from './person-activity.ts'
import { grantsOf, hostedCallsOf } from './person-calls.ts'
import { openTasksOf, ownFlowsOf } from './person-engage.ts'
import { permissionsOf } from './person-permissions.ts'

interface Asked {
  readonly user: string
  readonly from: string
  readonly to: string
  readonly noGrants: boolean
}

/** Reads all that Gong tells about one user. What the key may not read, or has no licence for, is named in it. */
export async function readPerson({ user, from, to, noGrants }: Asked, job: QueryJob): Promise<PersonFacts> {
  const person = await userRow(user, job)
  const notKnown: { what: string; why: string }[] = []
  const attempt = async <T>(what: string, read: () => Promise<T>): Promise<T | null> => {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof Failure) || !isRefusal(error)) throw error
      notKnown.push({ what, why: reasonOf(error) })
      return null
    }
  }
  const people = peopleOf(await userList(job, false))
  const email = filledText(person.emailAddress)
  const permissions = await attempt('permissions', () => permissionsOf(user, job))
  const found = await attempt('calls hosted', () => hostedCallsOf(user, { from, to }, job))
  const granted = found === null || noGrants ? null : await attempt('grants', () => grantsOf(user, found.ids, job))
  const owned = email === null ? null : await attempt('flows', () => ownFlowsOf(email, job))
  const open = await attempt('tasks', () => openTasksOf(user, job))
  const lastActivity = await attempt('last activity', () => lastActivityOf(user, from, job))
  const lastSetting = await attempt('last setting', () => lastSettingOf(user, job))
  return {
    userId: user,
    name: [person.firstName, person.lastName].filter(Boolean).join(' ') || String(email ?? user),
    emailAddress: email,
    title: filledText(person.title),
    active: person.active !== false,
    created: filledText(person.created),
    managers: managersOf(filledText(person.managerId), people),
    reports: [...people.values()].filter(({ managerId, active }) => managerId === user && active).map(named),
    profiles: permissions?.held ?? null,
    leadIn: permissions?.leads ?? null,
    window: { from, to },
    calls: found && { all: found.ids.length, hosted: found.hosted, last: found.last },
    grants: granted,
    flows: owned,
    tasks: open,
    lastActivity,
    lastSetting,
    notKnown,
  }
}

/** Whether Gong answers everything else all the same. */
function isRefusal({ kind }: Failure): boolean {
  return kind === 'auth' || kind === 'rejected' || kind === 'not-found'
}

function reasonOf({ message, scope }: Failure): string {
  if (/licen[cs]e/i.test(message)) return 'no Engage licence'
  return scope === undefined ? message : `the key lacks the scope ${scope}`
}

/** @throws Failure `not-found` for a user whom Gong does not know */
async function userRow(user: string, job: QueryJob): Promise<Row> {
  for await (const row of job.read.rows(users.get, { user })) return row
  throw new Failure('not-found', `Gong answered no user ${user}`)
}

function managersOf(first: string | null, people: People): PersonFacts['managers'] {
  const chain = new Map<string, { readonly id: string; readonly name: string }>()
  let id: string | undefined = first ?? undefined
  while (id !== undefined && !chain.has(id)) {
    const manager = people.get(id)
    chain.set(id, manager === undefined ? { id, name: id } : named(manager))
    id = manager?.managerId
  }
  return [...chain.values()]
}

function named({
  id,
  name,
  emailAddress,
}: {
  readonly id: string
  readonly name: unknown
  readonly emailAddress: unknown
}) {
  return { id, name: String(name ?? emailAddress ?? id) }
}
