import { lastSettledDay } from '../../src/app/input/company-zone.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { stats } from '../../src/catalogue/stats.ts'
import { users } from '../../src/catalogue/users.ts'
import { dayAfter } from '../../src/lib/calendar-period.ts'
import type { PersonFacts } from '../../src/people/person-facts.ts'
import { dailyRows } from '../../src/stats/flat-rows.ts'

/** The last day up to yesterday on which Gong counted something; days that are not over are not counted whole. */
export async function lastActivityOf(user: string, from: string, job: QueryJob): Promise<PersonFacts['lastActivity']> {
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

/** What was last changed in the settings of a user. */
export async function lastSettingOf(user: string, job: QueryJob): Promise<PersonFacts['lastSetting']> {
  let last: PersonFacts['lastSetting'] = null
  for await (const { setting, value, time } of job.read.rows(users.history, { user }))
    if (last === null || Date.parse(String(time)) >= Date.parse(last.time))
      last = { setting: String(setting), value: value === true, time: String(time) }
  return last
}
