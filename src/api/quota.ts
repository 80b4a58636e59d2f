import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import { formatCount } from '../lib/spelling.ts'

/** Gong's own limit for a company (field notes, "Limits and cursors"). */
export const REQUESTS_A_DAY = 10_000

/** Requests of one day that are kept for one spender. */
export interface Reservation {
  readonly requests: number
  /** The UTC day from which on they are kept, until the spender lets them go. */
  readonly fromDay: string
}

/** What the processes of this machine have sent to one company on one day, and what is kept for whom. */
export interface Quota {
  /** UTC, as `2026-05-19`. */
  readonly day: string
  /** Requests by spender: the words of a command, or the name of a schedule. */
  readonly spent: Readonly<Record<string, number>>
  readonly reserved: Readonly<Record<string, Reservation>>
}

export const EMPTY_QUOTA: Quota = { day: '', spent: {}, reserved: {} }

/** Spender of the requests that an earlier version counted without a name. */
const UNNAMED = 'unnamed'

/** What is kept by a schedule that did not run on its day stays kept on the next one, and no longer. */
const MAX_OVERDUE_DAYS = 1

/** The spender that a schedule is. */
export function scheduleSpender(name: string): string {
  return `schedule ${name}`
}

/** The UTC day of an instant (ms). */
export function dayOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10)
}

/** The requests that are counted on the day of an instant, by spender. */
export function spentOn({ day, spent }: Quota, nowMs: number): Quota['spent'] {
  return day === dayOf(nowMs) ? spent : {}
}

/** How many requests are counted on the day of an instant. */
export function countOn(quota: Quota, nowMs: number): number {
  return Object.values(spentOn(quota, nowMs)).reduce((sum, requests) => sum + requests, 0)
}

/** Counts requests on the day of an instant; a negative number takes back what was not sent. */
export function spend(quota: Quota, nowMs: number, spender: string, requests: number): Quota {
  const spent = spentOn(quota, nowMs)
  const left = Math.max(0, (spent[spender] ?? 0) + requests)
  return { ...quota, day: dayOf(nowMs), spent: { ...spent, [spender]: left } }
}

/** Keeps requests for a spender; `undefined` lets them go. */
export function reserve(quota: Quota, spender: string, reservation: Reservation | undefined): Quota {
  const { [spender]: _, ...others } = quota.reserved
  return { ...quota, reserved: reservation === undefined ? others : { ...others, [spender]: reservation } }
}

/** What is kept on the day of an instant and not spent yet, by spender. */
export function keptOn(quota: Quota, nowMs: number): Readonly<Record<string, number>> {
  const spent = spentOn(quota, nowMs)
  const earliest = dayOf(nowMs - MAX_OVERDUE_DAYS * 86_400_000)
  const kept = Object.entries(quota.reserved)
    .filter(([, { fromDay }]) => fromDay <= dayOf(nowMs) && fromDay >= earliest)
    .map(([spender, { requests }]) => [spender, requests - (spent[spender] ?? 0)] as const)
  return Object.fromEntries(kept.filter(([, requests]) => requests > 0))
}

/** @throws Failure `limited` where a request of this spender would take what is kept for others */
export function assertNotKept(quota: Quota, nowMs: number, spender: string): void {
  const others = Object.entries(keptOn(quota, nowMs)).filter(([name]) => name !== spender)
  const kept = others.reduce((sum, [, requests]) => sum + requests, 0)
  const spent = countOn(quota, nowMs)
  if (kept === 0 || spent + kept < REQUESTS_A_DAY) return
  const names = others.map(([name]) => name).join(', ')
  throw new Failure(
    'limited',
    `of today's ${formatCount(REQUESTS_A_DAY)} requests ${formatCount(spent)} are spent, and ${formatCount(kept)} are reserved for ${names}`,
    { hint: 'gong doctor --quota shows who spent them; the next day begins at 00:00 UTC' },
  )
}

/** A quota as it was written down; what is missing or damaged counts as nothing. */
export function parseQuota({ day, count, spent, reserved }: Row): Quota {
  const byName = isRow(spent) ? numbersOf(spent) : { [UNNAMED]: typeof count === 'number' ? count : 0 }
  return { day: typeof day === 'string' ? day : '', spent: byName, reserved: isRow(reserved) ? keptIn(reserved) : {} }
}

function numbersOf(row: Row): Record<string, number> {
  return Object.fromEntries(Object.entries(row).filter((entry): entry is [string, number] => isCount(entry[1])))
}

function keptIn(row: Row): Record<string, Reservation> {
  const entries = Object.entries(row).flatMap(([spender, value]) => {
    const { requests, fromDay } = isRow(value) ? value : {}
    return isCount(requests) && typeof fromDay === 'string' ? [[spender, { requests, fromDay }] as const] : []
  })
  return Object.fromEntries(entries)
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && value >= 0
}
