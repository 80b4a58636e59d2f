import type { Arguments, Operation } from '../catalogue/operation.ts'
import type { Pages, Row } from '../lib/rows.ts'
import type { Answer } from './answer.ts'
import type { ClientOptions } from './client-options.ts'
import { follow, type LinkedAnswer } from './cursor.ts'
import { exchangeWith } from './exchange.ts'
import { toPage } from './page.ts'
import { pullPages } from './pull-slices.ts'
import { pullSource } from './pull-source.ts'
import { type ApiRequest, type RequestExtras, toRequest } from './request.ts'
import { keysOf } from './row-keys.ts'
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
    else
      yield* (extras.requireAll ? pullAll : pullPages)(pullSource(operation, given, extras, { ...options, exchange }))
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

async function* answers(links: AsyncIterable<LinkedAnswer>): AsyncIterable<Answer> {
  for await (const { answer } of links) yield answer
}

async function* flatten(pages: Pages): AsyncIterable<Row> {
  for await (const page of pages) yield* page.rows
}
