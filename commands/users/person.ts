import { lastSettledDay } from '../../src/app/input/company-zone.ts'
import { userList } from '../../src/app/input/user-list.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { callAccess } from '../../src/catalogue/access.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { flows } from '../../src/catalogue/flows.ts'
import { stats } from '../../src/catalogue/stats.ts'
import { tasks } from '../../src/catalogue/tasks.ts'
import { users } from '../../src/catalogue/users.ts'
import { dayAfter } from '../../src/lib/calendar-period.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Row, rowsIn } from '../../src/lib/rows.ts'
import type { PersonFacts, ProfileHeld, TaskFacts } from '../../src/people/person-facts.ts'
import { profilesOf, profilesOfWorkspaces } from '../../src/permissions/workspace-profiles.ts'
import { dailyRows } from '../../src/stats/flat-rows.ts'
import { type People, peopleOf } from '../../src/stats/people.ts'

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
  const email = textOf(person.emailAddress)
  const permissions = await attempt('permissions', () => permissionsOf(user, job))
  const found = await attempt('calls hosted', () => callsOf(user, { from, to }, job))
  const granted = found === null || noGrants ? null : await attempt('grants', () => grantsOf(user, found.ids, job))
  const owned = email === null ? null : await attempt('flows', () => flowsOf(email, job))
  const open = await attempt('tasks', () => tasksOf(user, job))
  const lastActivity = await attempt('last activity', () => lastActivityOf(user, from, job))
  const lastSetting = await attempt('last setting', () => lastSettingOf(user, job))
  return {
    userId: user,
    name: [person.firstName, person.lastName].filter(Boolean).join(' ') || String(email ?? user),
    emailAddress: email,
    title: textOf(person.title),
    active: person.active !== false,
    created: textOf(person.created),
    managers: managersOf(textOf(person.managerId), people),
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

async function permissionsOf(user: string, job: QueryJob) {
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

async function callsOf(user: string, window: { readonly from: string; readonly to: string }, job: QueryJob) {
  const ids: string[] = []
  let hosted = 0
  let last: { id: string; title: string; started: string } | null = null
  for await (const { id, title, started, primaryUserId } of job.read.rows(calls.list, window)) {
    ids.push(String(id))
    if (primaryUserId !== user) continue
    hosted += 1
    if (last === null || Date.parse(String(started)) > Date.parse(last.started))
      last = { id: String(id), title: String(title ?? ''), started: String(started) }
  }
  return { ids, hosted, last }
}

/** Gong tells of calls who was granted them, and not of a user which: a request for each hundred calls. */
async function grantsOf(user: string, ids: readonly string[], job: QueryJob): Promise<readonly string[]> {
  const granted: string[] = []
  const { max } = callAccess.listAccess.params.call
  for (let at = 0; at < ids.length; at += max)
    for await (const row of job.read.rows(callAccess.listAccess, { call: ids.slice(at, at + max) }))
      if (rowsIn(row.users).some(({ userId }) => userId === user)) granted.push(String(row.callId))
  return granted
}

async function flowsOf(owner: string, job: QueryJob): Promise<PersonFacts['flows']> {
  const own: { id: string; name: string; visibility: string }[] = []
  let company = 0
  for await (const { id, name, visibility } of job.read.rows(flows.list, { owner }))
    if (String(visibility).toLowerCase() === 'company') company += 1
    else own.push({ id: String(id), name: String(name ?? id), visibility: String(visibility) })
  return { own, company }
}

async function tasksOf(user: string, job: QueryJob): Promise<readonly TaskFacts[]> {
  const open: TaskFacts[] = []
  const { type, action } = tasks.list.params
  for await (const { id, title, dueDate, flow } of job.read.rows(tasks.list, {
    user,
    type: type.of,
    action: action.of,
    status: ['OPEN'],
  }))
    open.push({ id: String(id), title: titleOf(title, flow), dueDate: textOf(dueDate) })
  return open
}

/** A task of a flow has the name of its step. */
function titleOf(title: Row[string] | undefined, flow: Row[string] | undefined): string {
  return String(title || (isRow(flow) ? flow.name : '') || '')
}

/** The last day up to yesterday on which Gong counted something; days that are not over are not counted whole. */
async function lastActivityOf(user: string, from: string, job: QueryJob): Promise<PersonFacts['lastActivity']> {
  const to = lastSettledDay(job.moment())
  const first = from.slice(0, 10) < to ? from.slice(0, 10) : dayAfter(to, -1)
  const byDay = new Map<string, Set<string>>()
  for await (const row of job.read.rows(stats.daily, { from: first, to, user: [user] }))
    for (const { day, activities } of dailyRows(row)) {
      const seen = byDay.get(String(day)) ?? new Set()
      for (const one of String(activities).split(', ')) seen.add(one)
      byDay.set(String(day), seen)
    }
  const [day] = [...byDay.keys()].toSorted().toReversed()
  return day === undefined ? null : { day, activities: [...(byDay.get(day) ?? [])] }
}

async function lastSettingOf(user: string, job: QueryJob): Promise<PersonFacts['lastSetting']> {
  let last: PersonFacts['lastSetting'] = null
  for await (const { setting, value, time } of job.read.rows(users.history, { user }))
    if (last === null || Date.parse(String(time)) >= Date.parse(last.time))
      last = { setting: String(setting), value: value === true, time: String(time) }
  return last
}

function textOf(value: Row[string] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
