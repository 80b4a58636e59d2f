import { LOGS_KEPT, logs } from '../catalogue/logs.ts'
import { stats } from '../catalogue/stats.ts'
import { utcDay, utcTime } from '../lib/utc-time.ts'
import type { ArchiveSpan } from './archive-state.ts'
import type { Dataset, DatasetParts } from './dataset.ts'
import { type Month, missingOfMonth, monthsWithin } from './months.ts'
import type { Pull } from './pull-unit.ts'

/** A day may not have begun yet where the company is (UTC-12). */
const BEHIND_MS = 12 * 3_600_000
const DAY_MS = 86_400_000
/** An entry of a log may take a while to be there, and has no id by which it would be known when it came twice. */
const LOG_LATE_MS = 3_600_000

/** What grows from day to day, month by month: logs, statistics and reviews. */
export function growingDatasets(parts: DatasetParts): {
  readonly fading: readonly Dataset[]
  readonly lasting: readonly Dataset[]
} {
  const kinds = logs.list.params.type.of.map((type) => ofLog(type, parts))
  const isFading = ({ name }: Dataset) => 'days' in (LOGS_KEPT[name.replace('logs/', '')] ?? {})
  return { fading: kinds.filter(isFading), lasting: [...ofStats(parts), ...kinds.filter((one) => !isFading(one))] }
}

type LogType = (typeof logs.list.params.type.of)[number]

function ofLog(type: LogType, { gong, span, nowMs, throughOf }: DatasetParts): Dataset {
  const kept = LOGS_KEPT[type]
  const sinceMs = kept === undefined ? 0 : 'days' in kept ? nowMs - kept.days * DAY_MS : Date.parse(kept.since)
  const from = utcTime(Math.max(Date.parse(span.from), sinceMs))
  const to = utcTime(Math.min(Date.parse(span.to), nowMs - LOG_LATE_MS))
  const name = `logs/${type}`
  return {
    ...{ subject: 'logs', name },
    *pulls() {
      for (const month of monthsWithin({ from, to })) {
        const unit = `${name}/${month.name}`
        const missing = missingOfMonth(month, throughOf(unit))
        if (missing !== undefined)
          yield {
            ...{ unit, what: `entries of the ${type}`, span: missing, through: month.to },
            pages: (extras, within = missing) => gong.pages(logs.list, { type, ...within }, extras),
          }
      }
    },
  }
}

/** Whole months in days; the last one up to today, which is pulled whole again when more of it is there: its numbers are no sums. */
function ofStats({ gong, span, nowMs, throughOf }: DatasetParts): readonly Dataset[] {
  const today = utcDay(nowMs - BEHIND_MS)
  const monthly = (
    subject: Dataset['subject'],
    name: string,
    what: string,
    pages: (extras: Parameters<Pull['pages']>[0], days: ArchiveSpan) => ReturnType<Pull['pages']>,
  ): Dataset => ({
    ...{ subject, name },
    *pulls() {
      for (const month of monthsWithin(span)) {
        const days = daysOf(month, today)
        const unit = `${name}/${month.name}`
        if (days === undefined || (throughOf(unit) ?? '') >= days.to) continue
        yield {
          ...{ unit, what, span: days, through: days.to },
          pages: (extras, within = days) => pages(extras, within),
        }
      }
    },
  })
  return [
    monthly(
      'scorecards',
      'scorecards/answers',
      'scorecards that were filled in, by the day of the review',
      (extras, { from, to }) =>
        gong.pages(stats.scorecards, { reviewedFrom: from, reviewedTo: to, method: 'BOTH' }, extras),
    ),
    monthly('stats', 'stats/activity', 'what each user did in a month, in numbers', (extras, days) =>
      gong.pages(stats.activity, days, extras),
    ),
    monthly('stats', 'stats/daily', 'what each user did day by day, as ids of calls', (extras, days) =>
      gong.pages(stats.daily, days, extras),
    ),
    monthly('stats', 'stats/interaction', 'how each user talks, in numbers of a month', (extras, days) =>
      gong.pages(stats.interaction, days, extras),
    ),
  ]
}

/** The days of a month up to today. */
function daysOf({ from, to }: Month, today: string): ArchiveSpan | undefined {
  const days = { from: from.slice(0, 10), to: utcDay(Date.parse(to) + DAY_MS - 1) }
  const end = days.to < today ? days.to : today
  return days.from < end ? { from: days.from, to: end } : undefined
}
