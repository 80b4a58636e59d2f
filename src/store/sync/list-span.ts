import { AnswerTooLarge } from '../../platform/http-body.ts'
import { backOffMs } from '../ledger/back-off.ts'
import { ledgerFacts } from '../ledger/ledger-facts.ts'
import { isThere } from '../ledger/transitions.ts'
import type { SyncContext } from './context.ts'
import { hiddenMark, hiddenOf } from './covered.ts'
import { awaitLonger, type CameAs, keepCalls, removeCalls } from './keep-calls.ts'
import { CALLS_A_REQUEST, callsById, type ListedPage, listedCalls } from './list-calls.ts'
import type { TimeSpan } from './spans.ts'

/**
 * Lists a span from end to end, and takes in what is new or otherwise. Each page is a turn. Where a page has more bytes than are
 * taken, the basic facts of all calls are listed, and records are asked for by their ids.
 */
export async function* listSpan(
  context: SyncContext,
  span: TimeSpan,
  content: 'whole' | 'basic',
  pages?: AsyncIterable<ListedPage>,
): AsyncGenerator<void> {
  try {
    yield* listPages(context, span, content, pages)
  } catch (error) {
    if (!(error instanceof AnswerTooLarge) || content === 'basic') throw error
    yield* listPages(context, span, 'basic')
  }
}

async function* listPages(
  context: SyncContext,
  span: TimeSpan,
  content: 'whole' | 'basic',
  pages: AsyncIterable<ListedPage> = listedCalls(context, span, content),
): AsyncGenerator<void> {
  const listed = new Set<string>()
  let newestMs = 0
  let total = 0
  for await (const page of pages) {
    for (const id of await keepCalls(context, page.records, content)) listed.add(id)
    newestMs = Math.max(newestMs, ...page.records.map((record) => ledgerFacts(record)?.startedMs ?? 0))
    total = page.total
    // What was listed is noted in the same turn: another may find that no request is left.
    if (!page.isLast) yield
  }
  yield* removeMissing(context, span, listed)
  await context.exclusively(async () => {
    const marks = await context.listing.marksAfter(context.store, span, newestMs)
    await context.store.commit({ marks: { ...marks, ...(await hiddenAfter(context, span, total - listed.size)) } })
  })
}

/** What the copy has in a span that was listed without it: asked for by id before it is removed, since it may only have moved. */
async function* removeMissing(context: SyncContext, span: TimeSpan, listed: ReadonlySet<string>): AsyncGenerator<void> {
  const missing: string[] = []
  for await (const entry of context.store.ledger.between(span.fromMs, span.toMs))
    if (isThere(entry) && !listed.has(entry.callId)) missing.push(entry.callId)
  for (let at = 0; at < missing.length; at += CALLS_A_REQUEST) {
    yield
    await askForCalls(context, missing.slice(at, at + CALLS_A_REQUEST), 'whole')
  }
}

/** Asks for up to a hundred calls by id. Those that Gong neither has nor counts are removed. */
export async function askForCalls(
  context: SyncContext,
  ids: readonly string[],
  cameAs: Exclude<CameAs, 'basic'>,
): Promise<void> {
  const { records, total } = await callsById(context, ids)
  const found = new Set(await keepCalls(context, records, cameAs))
  const missing = ids.filter((id) => !found.has(id))
  if (missing.length === 0) return
  await (total <= found.size ? removeCalls(context, missing) : awaitLonger(context, missing))
}

/** A span that hides calls is listed again after a while, until it is too old to be worth it. */
async function hiddenAfter(context: SyncContext, span: TimeSpan, count: number): Promise<Record<string, string>> {
  const all = await hiddenOf(context.store)
  const inside = all.filter(({ fromMs, toMs }) => fromMs >= span.fromMs && toMs <= span.toMs)
  const others = all.filter((one) => !inside.includes(one))
  if (count <= 0) return inside.length > 0 ? hiddenMark(others) : {}
  const attempts = Math.max(0, ...inside.map((one) => one.attempts)) + 1
  const isOld = context.nowMs - span.toMs >= context.giveUpMs
  const dueMs = context.nowMs + backOffMs(attempts, context.random())
  return hiddenMark([...others, { ...span, count, attempts, ...(!isOld && { dueMs }) }])
}
