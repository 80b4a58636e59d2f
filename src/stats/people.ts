import type { Json, Row } from '../lib/rows.ts'
import { nameOf } from './flat-rows.ts'

/** A user of the company, as reports name them. */
interface UserFacts {
  readonly id: string
  readonly name: Json
  readonly emailAddress: Json
  readonly title: Json
  readonly managerId: string | undefined
  readonly active: boolean
}

/** Users by id. */
export type People = ReadonlyMap<string, UserFacts>

/** The people in a listing of users. */
export function peopleOf(users: readonly Row[]): People {
  return new Map(
    users.map((user) => {
      const { id, emailAddress = null, title = null, managerId, active } = user
      const person = {
        id: String(id),
        name: nameOf(user),
        emailAddress,
        title,
        managerId: typeof managerId === 'string' ? managerId : undefined,
        active: active !== false,
      }
      return [person.id, person]
    }),
  )
}

/** The columns that say who somebody is. A user whom Gong has deleted keeps the id, and nothing else is known. */
export function personRow(people: People, id: string): Row {
  const person = people.get(id)
  return {
    userId: id,
    name: person?.name ?? null,
    emailAddress: person?.emailAddress ?? null,
    title: person?.title ?? null,
    managerName: people.get(person?.managerId ?? '')?.name ?? null,
  }
}

/**
 * The ids of a manager and of everybody below, directly or not. A loop of managers ends where it began.
 *
 * @returns `undefined` for somebody who is nobody's manager
 */
export function teamOf(people: People, managerId: string): ReadonlySet<string> | undefined {
  const reports = new Map<string, string[]>()
  for (const { id, managerId: boss } of people.values())
    if (boss !== undefined && boss !== id) reports.set(boss, [...(reports.get(boss) ?? []), id])
  if (!reports.has(managerId)) return undefined
  const team = new Set([managerId])
  for (const id of team) for (const report of reports.get(id) ?? []) team.add(report)
  return team
}
