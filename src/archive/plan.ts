import type { ReadClient } from '../api/client.ts'
import { toPage } from '../api/page.ts'
import { toRequest } from '../api/request.ts'
import { calls } from '../catalogue/calls.ts'
import { users } from '../catalogue/users.ts'
import { Failure } from '../lib/errors.ts'
import { utcTime } from '../lib/utc-time.ts'
import type { ArchiveSpan, ArchiveState } from './archive-state.ts'
import { detailsUnit } from './calls.ts'
import { type ArchiveSubject, isPartRefusal } from './context.ts'
import { monthsWithin } from './months.ts'

/** Gong's API gives so many records in one answer. */
const PAGE = 100
/** Gong has had calls since. */
const FIRST_YEAR = 2015

/** One part of a plan. */
export interface PlannedPart {
  readonly what: ArchiveSubject
  /** Records that are still to come; `null` where nobody knows. */
  readonly records: number | null
  readonly requests: number
}

/** What is there to be archived, as Gong counts it. */
export interface ArchiveSize {
  readonly calls: number
  readonly users: number
}

/**
 * The first moment from which on Gong has calls: a request for each year.
 *
 * @throws Failure `auth` for a key that may not read calls
 */
export async function firstMoment(gong: ReadClient, to: string): Promise<string> {
  for (let year = FIRST_YEAR; year <= new Date(to).getUTCFullYear(); year += 1) {
    const end = Math.min(Date.UTC(year + 1, 0), Date.parse(to))
    const from = utcTime(Date.UTC(year, 0))
    const total = await totalOf(gong, { from, to: utcTime(end) })
    if (total instanceof Failure) throw unknownStart(total)
    if (total > 0) return from
  }
  return utcTime(Date.UTC(new Date(to).getUTCFullYear(), 0))
}

function unknownStart({ message, scope }: Failure): Failure {
  return new Failure('auth', `nobody knows when calls begin: ${message}`, { scope, hint: '--from 2024-01-01' })
}

/** Counts what there is, with two requests; none of what the key may not read. */
export async function sizeOfArchive(gong: ReadClient, span: ArchiveSpan): Promise<ArchiveSize> {
  const [calls, people] = [await totalOf(gong, span), await usersIn(gong)]
  return { calls: calls instanceof Failure ? 0 : calls, users: people instanceof Failure ? 0 : people }
}

function totalOf(gong: ReadClient, span: ArchiveSpan): Promise<number | Failure> {
  return orRefusal(async () => {
    const answer = await gong.exchange(toRequest(calls.details, { ...span }))
    const { total, rows } = toPage(calls.details, answer, false)
    return total ?? rows.length
  })
}

function usersIn(gong: ReadClient): Promise<number | Failure> {
  return orRefusal(async () => {
    const answer = await gong.exchange(toRequest(users.list, { avatars: true }))
    return toPage(users.list, answer, false).total ?? 0
  })
}

async function orRefusal(count: () => Promise<number>): Promise<number | Failure> {
  try {
    return await count()
  } catch (error) {
    if (error instanceof Failure && isPartRefusal(error)) return error
    throw error
  }
}

/**
 * What is still to be asked for.
 *
 * @param size `undefined` where Gong was not asked: calls and users are then left out
 */
export function planArchive(
  subjects: ReadonlySet<ArchiveSubject>,
  span: ArchiveSpan,
  state: ArchiveState,
  size: ArchiveSize | undefined,
): readonly PlannedPart[] {
  const months = monthsWithin(span)
  const kept = months.reduce((sum, { name }) => sum + state.unit(detailsUnit(name)).rows, 0)
  const missing = size === undefined ? null : Math.max(0, size.calls - kept)
  const pages = Math.ceil((missing ?? 0) / PAGE)
  const openMonths = months.filter(({ name, to }) => (state.unit(detailsUnit(name)).through ?? '') < to).length
  const unasked = (name: string) => [...state.units.keys()].filter((unit) => unit.startsWith(name)).length
  const perUser = (name: string) => Math.max(0, (size?.users ?? 0) - unasked(name))
  const recorded = Math.max(0, (size?.calls ?? 0) - state.recordings.size)
  const parts: { readonly [What in ArchiveSubject]: Omit<PlannedPart, 'what'> } = {
    settings: { records: null, requests: 5 },
    people: { records: size?.users ?? null, requests: 1 + perUser('people/history/') },
    permissions: { records: null, requests: 10 },
    library: { records: null, requests: 10 },
    crm: { records: null, requests: 2 },
    calls: { records: missing, requests: Math.max(openMonths, pages) },
    transcripts: { records: missing, requests: pages },
    scorecards: { records: null, requests: openMonths },
    stats: { records: null, requests: 3 * openMonths },
    engage: { records: null, requests: 3 * perUser('engage/tasks/') },
    logs: { records: null, requests: 4 * openMonths },
    access: { records: missing, requests: pages },
    media: { records: size === undefined ? null : recorded, requests: Math.ceil(recorded / PAGE) },
  }
  return [...subjects].map((what) => ({ what, ...parts[what] }))
}
