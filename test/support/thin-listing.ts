import type { HttpTransport } from '../../src/platform/http.ts'
import { NOW } from '../run.ts'
import { network, queryOf } from './fake-gong.ts'

const DAY_MS = 86_400_000
const DAYS = 200
const PAGE = 100

/**
 * Calls of the last 200 days, evenly, each an id and no more: for tests that count the requests for tens of thousands, which
 * the sandbox would take seconds to make.
 */
export function thinListing(calls: number): HttpTransport {
  const startedMs = Array.from({ length: calls }, (_, at) => NOW - DAYS * DAY_MS * (1 - at / calls))
  return network((request) => {
    const { fromDateTime = '', toDateTime, cursor = '0' } = queryOf(request)
    const from = Date.parse(fromDateTime)
    const to = toDateTime === undefined ? NOW : Date.parse(toDateTime)
    const first = startedMs.findIndex((ms) => ms >= from)
    const after = startedMs.findIndex((ms) => ms >= to)
    const [begin, end] = [first < 0 ? calls : first, after < 0 ? calls : after]
    const next = Number(cursor) + PAGE
    return {
      requestId: 'r',
      records: { totalRecords: end - begin, ...(begin + next < end && { cursor: String(next) }) },
      calls: Array.from({ length: Math.max(0, Math.min(PAGE, end - begin - Number(cursor))) }, (_, at) => ({
        id: String(begin + Number(cursor) + at),
      })),
    }
  })
}
