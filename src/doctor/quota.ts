import { countOn, keptOn, REQUESTS_A_DAY, spentOn } from '../api/quota.ts'
import type { ChosenCredential } from '../credentials/choose-profile.ts'
import { formatCount } from '../lib/spelling.ts'
import { type DoctorContext, type Finding, ok, warning } from './finding.ts'

/** How much of the day's requests this machine has spent. */
export async function checkQuota(doctor: DoctorContext, { baseUrl }: ChosenCredential): Promise<Finding[]> {
  const nowMs = doctor.context.clock.now()
  const sent = countOn(await doctor.quotaOf(baseUrl), nowMs)
  const found = `${formatCount(sent)} of ${formatCount(REQUESTS_A_DAY)} today (UTC) from this machine`
  return sent < 0.9 * REQUESTS_A_DAY
    ? [ok('requests', found)]
    : [
        warning(
          'requests',
          found,
          'gong doctor --quota shows who spent them; Gong refuses more until the day ends (00:00 UTC)',
        ),
      ]
}

/** One spender of the day's requests, or what is left for all. */
export interface QuotaRow {
  readonly spender: string
  readonly requests: number
  /** What is kept for it and not spent yet. */
  readonly reserved: number
  /** Percent of what Gong allows in a day. */
  readonly share: number
}

/** Who spent the requests of the day (UTC), the largest first, and what is left for whoever has nothing reserved. */
export async function quotaRows(doctor: DoctorContext): Promise<readonly QuotaRow[]> {
  const { baseUrl } = await doctor.chosen()
  const nowMs = doctor.context.clock.now()
  const quota = await doctor.quotaOf(baseUrl)
  const [spent, kept] = [spentOn(quota, nowMs), keptOn(quota, nowMs)]
  const names = [...new Set([...Object.keys(spent), ...Object.keys(kept)])]
  const rows = names.map((name) => rowOf(name, spent[name] ?? 0, kept[name] ?? 0))
  const reserved = rows.reduce((sum, row) => sum + row.reserved, 0)
  const left = REQUESTS_A_DAY - countOn(quota, nowMs) - reserved
  return [
    ...rows.sort((one, other) => other.requests + other.reserved - one.requests - one.reserved),
    rowOf('(left)', Math.max(0, left), 0),
  ]
}

function rowOf(spender: string, requests: number, reserved: number): QuotaRow {
  return { spender, requests, reserved, share: Math.round((requests / REQUESTS_A_DAY) * 1000) / 10 }
}
