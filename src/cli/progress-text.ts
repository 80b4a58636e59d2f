import type { RunCounts } from '../app/messages/run-counts.ts'
import { formatCount } from '../lib/spelling.ts'
import { type Speed, secondsFor } from './speed.ts'

interface Reading {
  readonly rows: number
  readonly speed: Speed | undefined
  readonly total: number | undefined
  readonly counts: RunCounts
  /** Since the start. */
  readonly seconds: number
}

/** `1,200 of 5,310 rows · 13 requests · 2.9/s · 14 s left` */
export function progressText({ rows, speed, total, counts: { requests }, seconds }: Reading): string {
  const of = total === undefined ? '' : ` of ${formatCount(total)}`
  const left = total === undefined || speed === undefined ? undefined : secondsFor(total - rows, speed)
  return [
    ...(rows === 0 ? [] : [`${formatCount(rows)}${of} ${(total ?? rows) === 1 ? 'row' : 'rows'}`]),
    `${requests} ${requests === 1 ? 'request' : 'requests'}`,
    `${(requests / Math.max(seconds, 1)).toFixed(1)}/s`,
    ...(left === undefined || left < 1 ? [] : [`${left} s left`]),
  ].join(' · ')
}
