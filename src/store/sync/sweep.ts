import type { CopyMoment, SyncContext, SyncTask } from './context.ts'
import { taskOf } from './context.ts'
import { coveredOf } from './covered.ts'
import { listSpan } from './list-span.ts'
import { proveSpan } from './prove-span.ts'
import { latestFirst, type TimeSpan, within } from './spans.ts'

const DAY_MS = 86_400_000
const SWEEP_EVERY_MS = 7 * DAY_MS
/** Calls of the last 90 days are read again whole: what is edited or analysed anew is mostly young. */
const SWEPT_WHOLE_MS = 90 * DAY_MS
const MARK = 'calls.sweep'
const READ = 'calls.read'

/** How far a sweep is. */
interface Sweep {
  readonly startedMs: number
  /** The spans that are done, by their start. */
  readonly done: readonly number[]
  readonly endedMs?: number
}

/** A span of a sweep, and how it is looked at. */
export interface SweptSpan extends TimeSpan {
  /** `whole`: all records are read again; `total`: only counted, unless the count differs. */
  readonly how: 'whole' | 'total'
}

/** Whether a sweep is due, or was interrupted. */
export async function sweepOf({ store, nowMs }: CopyMoment): Promise<Sweep | undefined> {
  const text = await store.mark(MARK)
  const last: Sweep | undefined = text === undefined ? undefined : JSON.parse(text)
  if (last === undefined) return { startedMs: nowMs, done: [] }
  if (last.endedMs === undefined) return last
  // A clock that was ahead may have left a time to come.
  const isDue = nowMs - last.endedMs >= SWEEP_EVERY_MS || last.endedMs > nowMs + DAY_MS
  return isDue ? { startedMs: nowMs, done: [] } : undefined
}

/** What a sweep looks at: weeks back to 90 days, then months by their totals, the one that was read longest ago whole. */
export async function spansOfSweep({ store }: Pick<CopyMoment, 'store'>, { startedMs }: Sweep): Promise<SweptSpan[]> {
  const covered = await coveredOf(store)
  const earliestMs = covered.at(0)?.fromMs ?? startedMs
  const borderMs = Math.max(earliestMs, startedMs - SWEPT_WHOLE_MS)
  const recent = latestFirst({ fromMs: borderMs, toMs: startedMs }, 7 * DAY_MS)
  const months = monthsOf({ fromMs: earliestMs, toMs: borderMs })
  const readAt = await readTimes(store)
  const oldest = [...months].sort((a, b) => (readAt[monthOf(a)] ?? 0) - (readAt[monthOf(b)] ?? 0))[0]
  return [
    ...recent.map((span) => ({ ...span, how: 'whole' as const })),
    ...months.map((span) => ({ ...span, how: span === oldest ? ('whole' as const) : ('total' as const) })),
  ]
}

/** The marks of a copy that begins: what is listed now need not be swept before a week has passed. */
export function marksOfFirstSweep(nowMs: number): Record<string, string> {
  return { [MARK]: JSON.stringify({ startedMs: nowMs, done: [], endedMs: nowMs } satisfies Sweep) }
}

/** Looks at what was synced long ago once more: edited, deleted, made private, analysed anew. */
export function sweepCalls(context: SyncContext, sweep: Sweep): SyncTask {
  return taskOf(turns())

  async function* turns(): AsyncGenerator<void> {
    const { store } = context
    const spans = await spansOfSweep(context, sweep)
    const done = new Set(sweep.done)
    const monthsRead: Record<string, number> = {}
    const keep = (endedMs?: number) =>
      store.commit({ marks: { [MARK]: JSON.stringify({ ...sweep, done: [...done], ...(endedMs && { endedMs }) }) } })
    for (const span of spans) {
      if (done.has(span.fromMs)) continue
      for (const part of within(span, await coveredOf(store)))
        yield* span.how === 'whole' ? listSpan(context, part, 'whole') : proveSpan(context, part)
      if (span.how === 'whole') monthsRead[monthOf(span)] = context.nowMs
      done.add(span.fromMs)
      await keep()
    }
    await store.commit({ marks: { [READ]: JSON.stringify({ ...(await readTimes(store)), ...monthsRead }) } })
    await keep(context.nowMs)
  }
}

async function readTimes(store: CopyMoment['store']): Promise<Record<string, number>> {
  return JSON.parse((await store.mark(READ)) ?? '{}')
}

function monthOf({ fromMs }: TimeSpan): string {
  return new Date(fromMs).toISOString().slice(0, 7)
}

/** The calendar months of a span, in UTC, the latest first. */
export function monthsOf({ fromMs, toMs }: TimeSpan): TimeSpan[] {
  const months: TimeSpan[] = []
  for (let end = toMs; end > fromMs; ) {
    const last = new Date(end - 1)
    const start = Math.max(fromMs, Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), 1))
    months.push({ fromMs: start, toMs: end })
    end = start
  }
  return months
}
