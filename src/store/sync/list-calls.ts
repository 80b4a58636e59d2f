import { isDeadCursor } from '../../api/cursor.ts'
import { toPage } from '../../api/page.ts'
import { cursorOf } from '../../api/page-cursor.ts'
import { type RequestExtras, toRequest } from '../../api/request.ts'
import { calls, transcripts } from '../../catalogue/calls.ts'
import type { Row } from '../../lib/rows.ts'
import { utcTime } from '../../lib/utc-time.ts'
import type { SyncContext } from './context.ts'
import type { TimeSpan } from './spans.ts'
import { countsOf } from './tally.ts'

/** Ids that Gong takes in one request, and records on a page. */
export const CALLS_A_REQUEST = 100
/** A cursor lives an hour from the first page, and no list takes so long four times. */
const MAX_RESTARTS = 3

/** All that a call can be shown with, but links to media, which live for hours. */
const WHOLE: RequestExtras = {
  body: {
    contentSelector: {
      exposedFields: {
        parties: true,
        content: {
          structure: true,
          topics: true,
          trackers: true,
          trackerOccurrences: true,
          brief: true,
          outline: true,
          highlights: true,
          callOutcome: true,
          keyPoints: true,
        },
        interaction: { speakers: true, video: true, personInteractionStats: true, questions: true },
        collaboration: { publicComments: true },
      },
    },
  },
}

/** One page of a list. */
export interface ListedPage {
  readonly records: readonly Row[]
  /** How many calls Gong counts in all pages. */
  readonly total: number
  /** Whether no page follows. */
  readonly isLast: boolean
}

/** Calls that were asked for by id, and how many of them Gong counts. */
type AskedCalls = Pick<ListedPage, 'records' | 'total'>

/**
 * The calls that began in a span, page by page. After a cursor that expired the list begins again, with records that came before.
 *
 * @param content `whole` for all there is of a call, `basic` for its basic facts
 */
export async function* listedCalls(
  context: SyncContext,
  { fromMs, toMs }: TimeSpan,
  content: 'whole' | 'basic',
): AsyncGenerator<ListedPage> {
  const given = { from: utcTime(fromMs), to: utcTime(toMs) }
  for (let restarts = 0; ; restarts += 1)
    try {
      const request =
        content === 'whole'
          ? toRequest(calls.details, { ...given, crm: 'Extended' }, WHOLE)
          : toRequest(calls.details, given)
      yield* pagesOf(context, request, 'calls')
      return
    } catch (error) {
      if (!isDeadCursor(error) || restarts >= MAX_RESTARTS) throw error
    }
}

/** The whole records of up to a hundred calls. Those that Gong does not have are missing, and not counted in its total. */
export async function callsById(context: SyncContext, callIds: readonly string[]): Promise<AskedCalls> {
  return await onePage(context, toRequest(calls.details, { call: callIds, crm: 'Extended' }, WHOLE), 'calls')
}

/** The transcripts of up to a hundred calls, without those that are not there yet. */
export async function transcriptsById(context: SyncContext, callIds: readonly string[]): Promise<readonly Row[]> {
  return (await onePage(context, toRequest(transcripts.get, { call: callIds }), 'transcripts')).records
}

type ListRequest = ReturnType<typeof toRequest<'read'>>

async function onePage(
  context: SyncContext,
  request: ListRequest,
  subject: 'calls' | 'transcripts',
): Promise<AskedCalls> {
  const records: Row[] = []
  let total = 0
  for await (const page of pagesOf(context, request, subject)) {
    records.push(...page.records)
    total = page.total
  }
  return { records, total }
}

async function* pagesOf(
  { read, tally, store, hold, redact }: SyncContext,
  request: ListRequest,
  subject: 'calls' | 'transcripts',
): AsyncGenerator<ListedPage> {
  await hold()
  await store.rest()
  for await (const answer of read.follow(request)) {
    countsOf(tally, subject).requests += 1
    if (request.operation === undefined) continue
    const { rows, total = 0 } = toPage(request.operation, answer, false)
    yield { records: rows.map(redact), total, isLast: cursorOf(answer) === undefined }
    await hold()
    await store.rest()
  }
}
