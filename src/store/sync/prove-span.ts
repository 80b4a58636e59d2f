import { isThere } from '../ledger/transitions.ts'
import type { SyncContext } from './context.ts'
import { hiddenOf } from './covered.ts'
import { keepCalls } from './keep-calls.ts'
import { listedCalls } from './list-calls.ts'
import { listSpan } from './list-span.ts'
import { again } from './new-calls.ts'
import type { TimeSpan } from './spans.ts'

const HOUR_MS = 3_600_000

/**
 * Proves by its total that the copy has all calls of a span and no others: one request where it has. Else halves are proved, until
 * what differs is in a span that is worth listing.
 */
export async function* proveSpan(context: SyncContext, span: TimeSpan): AsyncGenerator<void, number> {
  const pages = listedCalls(context, span, 'basic')
  const first = (await pages.next()).value ?? { records: [], total: 0 }
  const { total, records } = first
  await keepCalls(context, records, 'basic')
  yield
  if (total === (await expected(context, span))) {
    await pages.return(undefined)
    return total
  }
  if (total <= context.limits.listedCalls || span.toMs - span.fromMs <= HOUR_MS) {
    yield* listSpan(context, span, 'basic', again(first, pages))
    return total
  }
  await pages.return(undefined)
  const [later, earlier] = await halves(context, span)
  const inLater = yield* proveSpan(context, later)
  if (total - inLater !== (await expected(context, earlier))) yield* proveSpan(context, earlier)
  return total
}

/** How many calls Gong must count there: those of the copy, and those that it counts without listing them. */
async function expected({ store, nowMs }: SyncContext, { fromMs, toMs }: TimeSpan): Promise<number> {
  const hidden = (await hiddenOf(store)).filter(
    (one) => one.fromMs >= fromMs && one.toMs <= toMs && (one.dueMs ?? Infinity) > nowMs,
  )
  let count = hidden.reduce((sum, one) => sum + one.count, 0)
  for await (const entry of store.ledger.between(fromMs, toMs)) if (isThere(entry)) count += 1
  return count
}

/** Two parts with as many calls in each as in the other, the later first. */
async function halves({ store }: SyncContext, { fromMs, toMs }: TimeSpan): Promise<[TimeSpan, TimeSpan]> {
  const starts: number[] = []
  for await (const { startedMs } of store.ledger.between(fromMs, toMs)) starts.push(startedMs)
  const middle = Math.floor((starts[Math.floor(starts.length / 2)] ?? (fromMs + toMs) / 2) / 1000) * 1000
  const cutMs = middle > fromMs && middle < toMs ? middle : Math.floor((fromMs + toMs) / 2000) * 1000
  return [
    { fromMs: cutMs, toMs },
    { fromMs, toMs: cutMs },
  ]
}
