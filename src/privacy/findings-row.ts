import { type Row, rowsIn } from '../lib/rows.ts'
import type { Findings } from './findings.ts'
import { hasDetails, type PersonCall } from './person-call.ts'

const KINDS = ['calls', 'emails', 'meetings', 'customerData', 'customerEngagement'] as const

/** The columns of a findings row: counts first, then what was counted, then what only a number has. */
export const FINDINGS_FIELDS: readonly string[] = [
  'value',
  ...KINDS.map((kind) => `counts.${kind}`),
  ...KINDS,
  'suppliedPhoneNumber',
  'matchingPhoneNumbers',
  'emailAddresses',
]

/**
 * What was found as one record, counts first. Nothing of Gong's answer is left out, and each call has its details too.
 *
 * @param calls those of `found`, in its order
 */
export function toFindingsRow({ value, counts, answer }: Findings, calls: readonly PersonCall[]): Row {
  const detailed = rowsIn(answer.calls).map((call, index) => ({ ...detailsOf(calls[index]), ...call }))
  return {
    value,
    counts,
    ...Object.fromEntries(KINDS.map((kind) => [kind, answer[kind] ?? []])),
    ...answer,
    calls: detailed,
  }
}

function detailsOf(call: PersonCall | undefined): Row {
  if (call === undefined || !hasDetails(call)) return {}
  const { others, speakers: _, ...facts } = call
  return { ...facts, participants: others }
}
