import { companyZone, lastSettledDay } from '../../src/app/input/company-zone.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import type { Period } from '../../src/lib/calendar-period.ts'
import { dayAfter } from '../../src/lib/calendar-period.ts'
import { localTimeFormatter } from '../../src/lib/local-time.ts'
import { utcTime } from '../../src/lib/utc-time.ts'
import { zoneOf } from '../../src/lib/zones.ts'
import { cutPeriods, type Per, periodIndex } from '../../src/stats/cut-periods.ts'
import { type ChosenPeople, chosenPeople } from './chosen-people.ts'
import type { ReportInput } from './inputs.ts'
import { pagesFor, type ReadPages } from './report-pages.ts'

/** What every report needs to know before it reads. */
export interface OpenReport extends ChosenPeople {
  /** The window, as days. */
  readonly days: Period
  /** The same, as instants. */
  readonly instants: Period
  /** IANA name of the zone of the days. */
  readonly zone: string
  readonly periods: readonly Period[]
  /** The index of the period that an instant is in; `undefined` outside. */
  periodAt(instant: string): number | undefined
  /** The day that an instant is in. */
  dayAt(instant: string): string
  /** The pages of an operation. */
  readonly pages: ReadPages
}

/** A report whose window is made of days. */
export interface DayReport extends OpenReport {
  /** The days of the company in which the window lies, for what Gong gives by these alone. */
  readonly companyDays: Period
}

/** What was typed for a report; `per` may come from --by. */
type Asked = Omit<ReportInput, 'per'> & {
  readonly per?: Per | undefined
  /** Whether rows name people; else nobody is listed unless somebody was asked for. */
  readonly isNamed: boolean
}

/**
 * Opens a report whose window is made of days, in the zone of the company where none was typed.
 *
 * @throws Failure `usage` for people who are unknown, and for a team of somebody who is nobody's manager
 */
export async function openDayReport(input: Asked, job: QueryJob): Promise<DayReport> {
  const chosen = await chosenPeople(input, job)
  const days = { from: String(input.from), to: String(input.to) }
  const zone = input.tz === undefined ? await zoneOfDays(job) : await zoneOf(input.tz, job)
  job.describe('Days', zone)
  const { toInstant } = await import('../../src/lib/resolve-time.ts')
  const instantOf = (day: string) => toInstant('--from', day, { now: job.moment(), zone })
  const instants = { from: await instantOf(days.from), to: await instantOf(days.to) }
  const companyDays = input.tz === undefined ? days : await companyDaysOf(days, instants.to, job)
  return { ...chosen, pages: pagesFor(job, chosen), ...cut(days, zone, input.per), days, companyDays, instants }
}

/** A day more on either side, since other zones begin and end it elsewhere; up to the company's today, and what that leaves out is said. */
async function companyDaysOf({ from, to }: Period, endsAt: string, job: QueryJob): Promise<Period> {
  const now = job.moment()
  const wide = { from: dayAfter(from, -1), to: dayAfter(to) }
  if (wide.to <= lastSettledDay(now)) return wide
  const zone = await companyZone(job)
  if (zone === undefined) return { ...wide, to: lastSettledDay(now) }
  const { toDay, toInstant } = await import('../../src/lib/resolve-time.ts')
  const today = await toDay('--to', 'today', { now, zone })
  if (wide.to <= today) return wide
  const end = await toInstant('--to', today, { now, zone })
  if (Date.parse(end) < Date.parse(endsAt))
    await job.say(
      `Gong gives scorecards up to ${end}, the last midnight of the company: later ones of the last day are missing`,
    )
  return { ...wide, to: today }
}

/** Opens a report whose window is made of instants, with days in the zone of the reader. @throws Failure as `openDayReport` */
export async function openInstantReport(input: Asked, job: QueryJob): Promise<OpenReport> {
  const chosen = await chosenPeople(input, job)
  const zone = await zoneOf(input.tz, job)
  const typed = { from: String(input.from), to: String(input.to) }
  const dayOf = dayIn(zone)
  const lastMoment = new Date(Date.parse(typed.to) - 1).toISOString()
  const days = { from: dayOf(typed.from), to: dayAfter(dayOf(lastMoment)) }
  const instants = input.per === undefined ? typed : await wholeDaysOf(typed, days, zone, job)
  return { ...chosen, pages: pagesFor(job, chosen), ...cut(days, zone, input.per), days, instants }
}

function cut(
  days: Period,
  zone: string,
  per: Per | undefined,
): Pick<OpenReport, 'periods' | 'periodAt' | 'dayAt' | 'zone'> {
  const periods = cutPeriods(days, per)
  const dayOf = dayIn(zone)
  return { zone, periods, dayAt: dayOf, periodAt: (instant) => periodIndex(periods, dayOf(instant)) }
}

/** The same window from the start of its first day to the end of its last one, or to now: rows of periods name whole days. What is moved is said. */
async function wholeDaysOf(typed: Period, days: Period, zone: string, job: QueryJob): Promise<Period> {
  const { toInstant } = await import('../../src/lib/resolve-time.ts')
  const now = job.moment()
  const [from, end] = [
    await toInstant('--from', days.from, { now, zone }),
    await toInstant('--to', days.to, { now, zone }),
  ]
  const to = Date.parse(end) > now ? utcTime(now) : end
  const isEarlier = Date.parse(from) < Date.parse(typed.from)
  const isLater = Date.parse(to) > Date.parse(typed.to)
  const moved = [...(isEarlier ? [`from ${from}`] : []), ...(isLater ? [`to ${to}`] : [])]
  if (moved.length > 0) await job.say(`periods are made of whole days, so calls are asked for ${moved.join(' ')}`)
  return { from: isEarlier ? from : typed.from, to: isLater ? to : typed.to }
}

/** The day of an instant in a zone; what is no instant has none. */
function dayIn(zone: string): (instant: string) => string {
  const format = localTimeFormatter(zone)
  return (instant) => (format(instant) ?? '').slice(0, 10)
}

/** The zone of the company; the reader's where Gong does not say it. */
async function zoneOfDays(job: QueryJob): Promise<string> {
  const company = await companyZone(job)
  const zone = company ?? (await zoneOf(undefined, job))
  await job.say(
    company === undefined
      ? `Gong does not say the zone of the company, so days are those of ${zone}`
      : `days are those of the company, in ${zone}`,
  )
  return zone
}
