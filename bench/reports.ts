import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Measured } from './measure.ts'
import { MOST, peakOf, requestsOf } from './pulls.ts'
import { GONG } from './server.ts'

const [USERS, CALLS, SCORECARDS, WEEKS, PAGE] = [400, 40_000, 5000, 26, 100] as const
const DAY_MS = 86_400_000
const TO = Date.UTC(2026, 6, 6)
const FROM = TO - WEEKS * 7 * DAY_MS

const LINE = ['report', 'reps', '--per', 'week', '--from', dayOf(FROM), '--to', dayOf(TO), '--rate', '0', '-f', 'csv']
/** What nobody can do without: each page of each list. */
const LEAST = [USERS, USERS, CALLS, SCORECARDS].reduce((sum, records) => sum + Math.ceil(records / PAGE), 0)

/** What half a year of 400 people, week by week, costs in requests and memory. */
export async function reports(): Promise<Measured[]> {
  const server = createServer(async (request, answer) => {
    const body = JSON.parse((await textOf(request)) || '{}')
    answer.setHeader('content-type', 'application/json')
    answer.end(JSON.stringify(answerTo(new URL(request.url ?? '/', 'http://localhost'), body)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const env = { GONG_BASE_URL: `http://127.0.0.1:${port}`, GONG_ACCESS_KEY: 'a', GONG_ACCESS_KEY_SECRET: 'b' }
  try {
    const peakMegabytes = await peakOf([GONG, ...LINE, '--quiet'], env)
    const requests = await requestsOf([GONG, ...LINE, '--no-progress'], env)
    const what = `report reps, ${USERS} people, ${WEEKS} weeks`
    return [
      { what: `${what}: requests`, against: 'each page once', ratio: requests / LEAST, most: 1.08 },
      { what: `memory, ${what}`, against: `${MOST} MB`, ratio: peakMegabytes / MOST, most: 1 },
    ]
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

interface Body {
  readonly cursor?: string
  readonly filter?: Readonly<Record<string, string>>
}

function answerTo({ pathname, searchParams }: URL, { cursor = searchParams.get('cursor') ?? '0', filter = {} }: Body) {
  const page = Number(cursor)
  if (pathname === '/v2/users') return paged('users', page, all(USERS), user)
  if (pathname.endsWith('/aggregate-by-period')) return paged('usersAggregateActivity', page, all(USERS), activity)
  if (pathname.endsWith('/aggregate')) return { ...paged('usersAggregateActivityStats', 0, [], user), timeZone: 'UTC' }
  const [from, to] = pathname.endsWith('/scorecards')
    ? [filter.callFromDate, filter.callToDate]
    : [filter.fromDateTime, filter.toDateTime]
  const [low, high] = [Date.parse(`${from}`), Date.parse(`${to}`)]
  const [count, key, make] = pathname.endsWith('/scorecards')
    ? ([SCORECARDS, 'answeredScorecards', scorecard] as const)
    : ([CALLS, 'calls', call] as const)
  const within = all(count).filter((index) => startOf(index, count) >= low && startOf(index, count) < high)
  return paged(key, page, within, make)
}

function paged(key: string, page: number, found: readonly number[], make: (index: number) => unknown) {
  const rows = found.slice(page * PAGE, (page + 1) * PAGE).map(make)
  const rest = (page + 1) * PAGE < found.length ? { cursor: String(page + 1) } : {}
  const records = { totalRecords: found.length, currentPageSize: rows.length, currentPageNumber: page, ...rest }
  return { requestId: 'r', records, [key]: rows }
}

function all(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}

function startOf(index: number, count: number): number {
  return FROM + Math.floor(((TO - FROM) / count) * index)
}

function user(index: number) {
  const id = String(1_000_000 + index)
  return { id, emailAddress: `${id}@a.example`, firstName: 'A', lastName: id, active: true, managerId: '1000000' }
}

function activity(index: number) {
  const userAggregateActivity = all(WEEKS).map((week) => ({
    fromDate: `${dayOf(FROM + week * 7 * DAY_MS)}T00:00:00Z`,
    callsAsHost: index % 7,
    callsAttended: week,
  }))
  return { userId: String(1_000_000 + index), userEmailAddress: 'a@a.example', userAggregateActivity }
}

function call(index: number) {
  const interactionStats = ['Talk Ratio', 'Longest Monologue', 'Longest Customer Story', 'Interactivity', 'Patience']
  return {
    metaData: {
      id: String(10 ** 17 + index * 1000),
      started: new Date(startOf(index, CALLS)).toISOString(),
      duration: 600 + (index % 3000),
      primaryUserId: String(1_000_000 + (index % USERS)),
    },
    interaction: {
      interactionStats: interactionStats.map((name) => ({ name, value: (index % 97) / 10 })),
      questions: { companyCount: index % 20, nonCompanyCount: index % 9 },
    },
  }
}

function scorecard(index: number) {
  return {
    answeredScorecardId: index + 1,
    callStartTime: new Date(startOf(index, SCORECARDS)).toISOString(),
    reviewedUserId: 1_000_000 + (index % USERS),
    answers: [{ isOverall: true, score: (index % 5) + 1, notApplicable: false }],
  }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
