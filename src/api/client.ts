import type { Arguments, Operation } from '../catalogue/operation.ts'
import type { Pages, Row } from '../lib/rows.ts'
import { type Answer, parseAnswer } from './answer.ts'
import type { ClientOptions } from './client-options.ts'
import { follow, type LinkedAnswer } from './cursor.ts'
import { exchangeWith, type RequestExchange } from './exchange.ts'
import { identityOf, keysOf, toPage } from './page.ts'
import { pullPages } from './pull-slices.ts'
import type { PullSource } from './pull-source.ts'
import { type ApiRequest, type RequestExtras, toRequest } from './request.ts'
import { pullAll } from './whole-list.ts'

/** An operation that changes, spends and erases nothing. */
export type ReadOperation = Operation & { readonly effect: 'read' }

/** A client that can only read, by its types; the client made with `readOnly` refuses everything else also when it runs. */
export interface ReadClient {
  /** The pages of an operation: one for a single thing or an unpaged list. The next is requested when it is read. */
  pages<O extends ReadOperation>(operation: O, given: Arguments<O>, extras?: RequestExtras): Pages
  /** The same, row by row. */
  rows<O extends ReadOperation>(operation: O, given: Arguments<O>, extras?: RequestExtras): AsyncIterable<Row>
  /** One request and its whole answer. */
  exchange(request: ApiRequest<'read'>): Promise<Answer>
  /** A request, and those for all pages after it. */
  follow(request: ApiRequest<'read'>): AsyncIterable<Answer>
}

/** The shared client: every command reaches Gong through these few functions, typed from the catalogue's records. */
export interface GongClient {
  readonly baseUrl: string
  /** The pages of an operation: one for a single thing or an unpaged list. The next is requested when it is read. */
  pages<O extends Operation>(operation: O, given: Arguments<O>, extras?: RequestExtras): Pages
  /** The same, row by row. */
  rows<O extends Operation>(operation: O, given: Arguments<O>, extras?: RequestExtras): AsyncIterable<Row>
  /** One request and its whole answer. */
  exchange(request: ApiRequest): Promise<Answer>
  /** A request that only reads, and those for all pages after it. */
  follow(request: ApiRequest): AsyncIterable<Answer>
}

/** Makes the client. Sends nothing yet. */
export function createClient(options: ClientOptions): GongClient {
  const exchange = exchangeWith(options)

  async function* pages(operation: Operation, given: Arguments<Operation>, extras: RequestExtras = {}): Pages {
    const request = toRequest(operation, given, extras)
    if (!operation.paged) yield toPage(operation, await exchange(request), options.keepRaw)
    else yield* (extras.requireAll ? pullAll : pullPages)(pullSource(operation, given, extras, exchange, options))
  }

  return {
    baseUrl: options.baseUrl,
    exchange,
    follow: (request) => {
      if (request.effect !== 'read') throw new Error(`${request.method} ${request.path} would be sent once a page`)
      return answers(follow({ exchange, keysOf: (answer) => keysOf(request.operation, answer) }, request))
    },
    pages,
    rows: (...args) => flatten(pages(...args)),
  }
}

/** Where a paged operation is pulled from, with a window where its record names one that may be cut. */
function pullSource(
  operation: Operation,
  given: Arguments<Operation>,
  extras: RequestExtras,
  exchange: RequestExchange,
  { keepRaw, onEvent }: ClientOptions,
): PullSource {
  const [from = '', to = ''] = operation.cut ?? []
  const [start, end] = [given[from], given[to]]
  // A cursor belongs to the window that it came from, whole or a part.
  const canCut = extras.cursor === undefined && typeof start === 'string' && typeof end === 'string'
  return {
    window: canCut ? { from: start, to: end } : undefined,
    async *fetch(window, cursor = extras.cursor) {
      const narrowed = window ? { ...given, [from]: window.from, [to]: window.to } : given
      const request = toRequest(operation, narrowed, extras)
      const links = follow({ exchange, keysOf: (answer) => keysOf(operation, answer) }, request, cursor)
      for await (const { answer, nextCursor } of links) {
        const { status, raw } = answer
        const page = toPage(operation, answer, keepRaw)
        const { rows, total } = page
        await onEvent({ event: 'page', rows: rows.length, total, cursor: nextCursor, window })
        yield {
          page: { ...page, total: extras.cursor === undefined ? total : undefined },
          parseAgain: () => toPage(operation, parseAnswer(request, { status, headers: {}, raw }), keepRaw),
          nextCursor,
          bytes: raw.length,
        }
      }
    },
    idOf: (row) => identityOf(operation, row),
    onEvent: (event) => onEvent({ event }),
    limit: extras.limit,
    resumeSteps: extras.resumeSteps,
  }
}

async function* answers(links: AsyncIterable<LinkedAnswer>): AsyncIterable<Answer> {
  for await (const { answer } of links) yield answer
}

async function* flatten(pages: Pages): AsyncIterable<Row> {
  for await (const page of pages) yield* page.rows
}
