import { everyOperation } from '../../src/catalogue/index.ts'
import type { AnswerShape, Operation } from '../../src/catalogue/operation.ts'
import { isRow, type Json, type Row } from '../../src/lib/rows.ts'
import type { HttpRequest, HttpTransport } from '../../src/platform/http.ts'
import type { Clock } from '../../src/platform/ports.ts'
import { NOW } from '../run.ts'

/**
 * A network that answers every request with what `make` says: a text as it is, anything else as JSON.
 *
 * @param make gets the request and how many there were before it
 */
export function network(make: (request: HttpRequest, index: number) => unknown, status = 200): HttpTransport {
  let asked = 0
  return async (request) => {
    const answer = make(request, asked)
    asked += 1
    return { status, headers: {}, body: bytes(typeof answer === 'string' ? answer : JSON.stringify(answer)) }
  }
}

/** The operation that a request is one of. */
export function operationOf({ method, url }: HttpRequest): Operation | undefined {
  const { pathname } = new URL(url)
  const fits = ({ path }: Operation) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname)
  const found = everyOperation.filter((one) => one.method === method && fits(one))
  return found.find(({ path }) => path === pathname) ?? found[0]
}

/** The emptiest answer of success that the catalogue allows to a request: lists without records, things without facts. */
export function bare(request: HttpRequest): Row {
  const operation = operationOf(request)
  return { requestId: 'r', ...(operation && bareOf(operation.answer)) }
}

/** The same, by what an answer holds. */
export function bareOf(answer: AnswerShape): Row {
  switch (answer.shape) {
    case 'list':
    case 'values':
      return { [answer.key]: [] }
    case 'map':
    case 'mapOfLists':
      return { [answer.key]: {} }
    case 'single':
      return { [answer.key]: { id: '1' } }
    case 'whole':
      return Object.fromEntries(answer.lists.map((name) => [name, []]))
    case 'created':
      return { [answer.id]: '1' }
    case 'job':
      return { ...(answer.id !== undefined && { [answer.id]: '1' }), [answer.state]: 'PENDING' }
    case 'nothing':
      return {}
  }
}

/** A list of Gong's in so many pages; `rows` makes those of one page. */
export function paged(pages: number, rows: (page: number) => readonly unknown[], name = 'calls'): HttpTransport {
  return network((_, page) => ({
    requestId: `req-${page}`,
    records: { totalRecords: pages * rows(page).length, ...(page + 1 < pages && { cursor: `cursor-${page}` }) },
    [name]: rows(page),
  }))
}

/** The parameters of a request's query. */
export function queryOf(request: HttpRequest | undefined): Record<string, string> {
  return Object.fromEntries(new URL(request?.url ?? 'https://nothing.example').searchParams)
}

/** The JSON body of a request. */
export function bodyOf(request: HttpRequest | undefined): Row {
  const body: Json = JSON.parse(String(request?.body ?? 'null'))
  return isRow(body) ? body : {}
}

async function* bytes(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text)
}

/**
 * A clock that jumps to the next one who wakes up as soon as nothing else is left to be done in this process. Who waits
 * for anything but the clock and promises, such as a disk, comes late.
 *
 * @returns what `work` gives, and how long it took by this clock, ms
 */
export async function inItsOwnTime<T>(work: (clock: Clock) => Promise<T>): Promise<{ result: T; ms: number }> {
  let now = NOW
  let sleeping: { readonly until: number; readonly wake: () => void }[] = []
  let isOver = false
  const clock: Clock = {
    now: () => now,
    sleep: (ms) => new Promise((wake) => sleeping.push({ until: now + ms, wake })),
  }
  const result = work(clock).finally(() => {
    isOver = true
  })
  while (!isOver) {
    await new Promise(setImmediate)
    const until = Math.min(...sleeping.map((sleeper) => sleeper.until))
    const due = sleeping.filter((sleeper) => sleeper.until === until)
    sleeping = sleeping.filter((sleeper) => sleeper.until > until)
    if (due.length > 0) now = until
    for (const { wake } of due) wake()
  }
  return { result: await result, ms: now - NOW }
}

/** A clock that goes on only when `pass` is called, which also wakes who slept long enough. */
export function handClock(): Clock & { readonly pass: (ms: number) => Promise<void> } {
  let now = NOW
  let sleeping: { readonly until: number; readonly wake: () => void }[] = []
  return {
    now: () => now,
    sleep: (ms) => new Promise((wake) => sleeping.push({ until: now + ms, wake })),
    async pass(ms) {
      now += ms
      const due = sleeping.filter(({ until }) => until <= now)
      sleeping = sleeping.filter(({ until }) => until > now)
      for (const { wake } of due) wake()
      await new Promise(setImmediate)
    },
  }
}
