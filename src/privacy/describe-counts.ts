import type { Json } from '../lib/rows.ts'

const NOUNS: { readonly [kind: string]: readonly [one: string, many: string] } = {
  calls: ['call', 'calls'],
  emails: ['e-mail', 'e-mails'],
  meetings: ['meeting', 'meetings'],
  customerData: ['CRM record', 'CRM records'],
  customerEngagement: ['engagement event', 'engagement events'],
}

/** `1 e-mail`, `2 meetings` …: the kinds of which there are any. */
export function describeNonZero(counts: { readonly [kind: string]: Json }): string[] {
  return Object.entries(NOUNS)
    .filter(([kind]) => Number(counts[kind] ?? 0) > 0)
    .map(([kind, [one, many]]) => `${counts[kind]} ${counts[kind] === 1 ? one : many}`)
}

/** `7 calls, 1 e-mail, no meetings …`: every kind that is counted. */
export function describeCounts(counts: { readonly [kind: string]: Json }): string {
  return Object.entries(NOUNS)
    .filter(([kind]) => counts[kind] !== undefined)
    .map(([kind, [one, many]]) => (counts[kind] === 1 ? `1 ${one}` : `${counts[kind] || 'no'} ${many}`))
    .join(', ')
}
