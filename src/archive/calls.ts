import { calls } from '../catalogue/calls.ts'
import type { Row } from '../lib/rows.ts'
import { utcTime } from '../lib/utc-time.ts'
import { objectAt } from '../transcripts/speakers.ts'
import type { ArchiveContext, ArchiveRequest } from './context.ts'
import { type Month, missingOfMonth } from './months.ts'
import { type PullResult, pullUnit } from './pull-unit.ts'

/** A call can appear long after it ended (field note "Timing"): the last day is read again. */
const LATE_MS = 86_400_000

/** The unit of the details of a month. */
export const detailsUnit = (month: string) => `calls/${month}/details`

/** The id of a call. */
export function callIdOf(call: Row): string {
  return String(objectAt(call, 'metaData').id)
}

/** Brings the calls of a month that are not there yet. */
export async function pullCalls(
  month: Month,
  { details }: ArchiveRequest,
  context: ArchiveContext,
): Promise<PullResult | undefined> {
  const { gong, manifest, folder } = context
  const unit = manifest.state.unit(detailsUnit(month.name))
  const span = unit.span ?? missingOfMonth(month, unit.through)
  if (span === undefined) return undefined
  const known = new Set<string>()
  for (const { path = '' } of unit.files) for (const call of await folder.records(path)) known.add(callIdOf(call))
  const given = { crm: 'Extended', crmAt: ['Now', 'TimeOfCall'] } as const
  return await pullUnit(
    {
      ...{ unit: detailsUnit(month.name), what: 'calls with all their details', span },
      through: utcTime(Math.min(Date.parse(month.to), Math.max(Date.parse(month.from), context.nowMs() - LATE_MS))),
      pages: (extras, within) => gong.pages(calls.details, { ...given, ...within }, { ...extras, body: details }),
      keep(call) {
        const id = callIdOf(call)
        const isNew = !known.has(id)
        known.add(id)
        return isNew
      },
    },
    context,
  )
}
