import { isRow, type Json, type Row } from '../../src/lib/rows.ts'
import type { HttpRequest, HttpResponse, HttpTransport } from '../../src/platform/http.ts'
import { response } from '../../src/sandbox/reply.ts'
import { SeededRandom } from '../../src/sandbox/seeded-random.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Smaller than Gong's 100, so that few calls have many pages. */
const SMALL_PAGE = 10

/** A call and what becomes of it; instants in ms, Infinity for what never comes to be. */
export interface ModelCall {
  readonly id: string
  readonly startedMs: number
  /** When Gong counts it, and when it lists it. */
  readonly countedMs: number
  readonly shownMs: number
  readonly hasMedia: boolean
  readonly analysedMs: number
  readonly transcriptMs: number
  readonly briefMs: number
  readonly editedMs: number
  /** When it is said to have begun two hours earlier. */
  readonly movedMs: number
  readonly privateMs: number
  readonly reanalysedMs: number
  readonly deletedMs: number
}

/** What may go wrong while one run asks. */
export interface Trouble {
  /** Requests that are answered before the day is spent. */
  quota?: number
  isDown?: boolean
  /** From 0 to 1: how often a request fails, and a cursor has expired. */
  failing?: number
  expiring?: number
  /** Calls on a page. */
  pageSize?: number
  /** After so many answers the process dies. */
  diesAfter?: number
}

/** A process that dies: no error of the network, and nothing that is tried again. */
export class Death extends Error {}

/** The calls of so many days, to which nothing happens after these days. */
export function modelCalls(seed: number, startMs: number, days: number, perDay: number): ModelCall[] {
  const endMs = startMs + days * DAY
  return Array.from({ length: Math.floor(days * perDay) }, (_, index) => {
    const call = modelCall(seed, index, startMs + (index / perDay) * DAY)
    const before = (ms: number) => (ms <= endMs ? ms : Number.POSITIVE_INFINITY)
    return {
      ...call,
      editedMs: before(call.editedMs),
      movedMs: before(call.movedMs),
      privateMs: before(call.privateMs),
      reanalysedMs: before(call.reanalysedMs),
      deletedMs: before(call.deletedMs),
    }
  })
}

function modelCall(seed: number, index: number, nearMs: number): ModelCall {
  const random = new SeededRandom(seed, 'model', index)
  const maybe = (rate: number, afterMs: number, withinMs: number) =>
    random.bool(rate) ? afterMs + random.int(0, withinMs) : Number.POSITIVE_INFINITY
  const startedMs = Math.floor((nearMs + random.int(0, DAY - 1)) / 1000) * 1000
  const shownMs = startedMs + HOUR + (random.bool(0.1) ? random.int(0, 10 * DAY) : random.int(0, HOUR))
  const hasMedia = random.bool(0.95)
  const never = Number.POSITIVE_INFINITY
  const analysedMs =
    hasMedia && random.bool(0.96) ? shownMs + random.int(0, random.bool(0.2) ? 3 * DAY : 5 * HOUR) : never
  return {
    id: `7${String(seed).padStart(4, '0')}${String(index).padStart(13, '0')}`,
    startedMs,
    countedMs: random.bool(0.2) ? shownMs - random.int(0, Math.min(shownMs - startedMs, 2 * DAY)) : shownMs,
    shownMs,
    hasMedia,
    analysedMs,
    transcriptMs: random.bool(0.97) ? analysedMs + random.int(0, random.bool(0.2) ? 5 * DAY : HOUR) : never,
    briefMs: random.bool(0.95) ? analysedMs + random.int(0, random.bool(0.2) ? 5 * DAY : HOUR) : never,
    editedMs: maybe(0.1, shownMs, 50 * DAY),
    movedMs: maybe(0.02, shownMs, 50 * DAY),
    privateMs: maybe(0.05, shownMs, 50 * DAY),
    reanalysedMs: maybe(0.05, analysedMs + 8 * DAY, 40 * DAY),
    deletedMs: maybe(0.06, shownMs, 300 * DAY),
  }
}

/** Whether Gong lists a call. */
export function isListed({ shownMs, deletedMs }: ModelCall, nowMs: number): boolean {
  return shownMs <= nowMs && deletedMs > nowMs
}

/** A record of listCallsExtensive. */
export function recordOf(call: ModelCall, nowMs: number, isWhole = true): Row {
  const version = versionOf(call, nowMs)
  return {
    metaData: {
      id: call.id,
      title: call.editedMs <= nowMs ? 'edited' : 'as it was',
      started: new Date(startOf(call, nowMs)).toISOString(),
      media: call.hasMedia ? 'Video' : null,
      isPrivate: call.privateMs <= nowMs,
    },
    ...(isWhole && { parties: partiesOf(call, nowMs) }),
    ...(isWhole &&
      call.analysedMs <= nowMs && {
        content: {
          ...heardIn(version),
          ...(call.briefMs <= nowMs && { brief: `brief of version ${version}` }),
        },
      }),
  }
}

/** Whoever edits a call takes somebody out of it. */
function partiesOf({ id, editedMs }: ModelCall, nowMs: number): Row[] {
  const guests = editedMs <= nowMs ? ['ada'] : ['ada', 'bo']
  return guests.map((name) => ({ id: `${id}-${name}`, name, affiliation: 'External' }))
}

/** What Gong hears the second time is less, so that rows of the first time would stay. */
function heardIn(version: number): Row {
  const each = Array.from({ length: 3 - version }, (_, at) => at)
  return {
    structure: each.map((at) => ({ name: `part ${at} of version ${version}`, duration: 1 })),
    topics: each.map((at) => ({ name: `topic ${at} of version ${version}`, duration: 60 })),
    trackers: each.map((at) => ({
      id: `tracker ${at}`,
      name: `version ${version}`,
      count: 1,
      phrases: [{ phrase: 'price', count: 1, occurrences: [{ startTime: 1.5, speakerId: '1' }] }],
    })),
  }
}

function versionOf({ reanalysedMs }: ModelCall, nowMs: number): number {
  return reanalysedMs <= nowMs ? 2 : 1
}

/** Its transcript; `undefined` while there is none. */
export function transcriptOf(call: ModelCall, nowMs: number): Row | undefined {
  if (call.transcriptMs > nowMs) return undefined
  const version = versionOf(call, nowMs)
  const each = Array.from({ length: 3 - version }, (_, at) => at)
  const sentences = each.map((at) => ({ start: at, end: at + 1, text: `version ${version}` }))
  return { callId: call.id, transcript: each.map((at) => ({ speakerId: String(at), topic: null, sentences })) }
}

/** When a call is said to have begun. */
function startOf({ startedMs, movedMs }: ModelCall, nowMs: number): number {
  return movedMs <= nowMs ? startedMs - 2 * HOUR : startedMs
}

/** Gong with these calls and nothing else. */
export function modelCompany(
  calls: readonly ModelCall[],
  now: () => number,
  random: SeededRandom,
  trouble: Trouble,
): HttpTransport {
  let answered = 0
  const answer = (status: number, body: Row, headers: Readonly<Record<string, string>> = {}): HttpResponse => {
    const sent = response(status, 'application/json', JSON.stringify({ requestId: 'r', ...body }), headers)
    return { ...sent, headers: { ...sent.headers, date: new Date(now()).toUTCString() } }
  }
  return async (request) => {
    if (trouble.isDown) return answer(503, { errors: ['down'] })
    if (answered >= (trouble.quota ?? Infinity))
      return answer(429, { errors: ['limit exceeded'] }, { 'retry-after': '36000' })
    if (random.bool(trouble.failing ?? 0)) return answer(500, { errors: ['unexpected'] })
    answered += 1
    const expires = () => random.bool(trouble.expiring ?? 0)
    const reply = replyTo(request, calls, now(), expires, trouble.pageSize ?? SMALL_PAGE)
    if (answered > (trouble.diesAfter ?? Infinity)) throw new Death('killed')
    return answer(...reply)
  }
}

function replyTo(
  { url, body }: HttpRequest,
  calls: readonly ModelCall[],
  nowMs: number,
  expires: () => boolean,
  pageSize: number,
): [number, Row] {
  if (url.endsWith('/v2/workspaces')) return [200, { workspaces: [] }]
  const asked: Row = JSON.parse(String(body))
  const filter = isRow(asked.filter) ? asked.filter : {}
  if (typeof asked.cursor === 'string' && expires()) return [400, { errors: ['cursor has expired'] }]
  const ids = Array.isArray(filter.callIds) ? new Set<Json>(filter.callIds) : undefined
  const [from, to] = [Date.parse(String(filter.fromDateTime)), Date.parse(String(filter.toDateTime))]
  const fits = (call: ModelCall) => ids?.has(call.id) ?? (startOf(call, nowMs) >= from && startOf(call, nowMs) < to)
  const found = calls.filter((call) => fits(call) && call.countedMs <= nowMs && call.deletedMs > nowMs)
  if (found.length === 0) return [404, { errors: ['No calls found corresponding to the provided filters'] }]
  const page = Number(asked.cursor ?? 0)
  const size = ids ? 100 : pageSize
  const end = (page + 1) * size
  const shown = found.slice(page * size, end).filter((call) => isListed(call, nowMs))
  const isTranscript = url.endsWith('/transcript')
  const rows = isTranscript
    ? shown.flatMap((call) => transcriptOf(call, nowMs) ?? [])
    : shown.map((call) => recordOf(call, nowMs, asked.contentSelector !== undefined))
  const records = {
    totalRecords: found.length,
    currentPageSize: rows.length,
    currentPageNumber: page,
    ...(end < found.length && { cursor: String(page + 1) }),
  }
  return [200, { records, [isTranscript ? 'callTranscripts' : 'calls']: rows }]
}
