import type { Arguments, Operation } from '../catalogue/operation.ts'
import type { Json, Row } from '../lib/rows.ts'
import { parseAnswer } from './answer.ts'
import type { ClientOptions } from './client-options.ts'
import { follow } from './cursor.ts'
import type { RequestExchange } from './exchange.ts'
import type { FetchedPage } from './fetched-page.ts'
import { toPage } from './page.ts'
import { type RequestExtras, toRequest } from './request.ts'
import { identityOf, keysOf } from './row-keys.ts'
import type { Window } from './split-window.ts'

/** What is pulled, and how much of it. */
export interface PullSource {
  /** Absent where the operation has no window that may be cut. */
  readonly window?: Window | undefined
  /** The pages between two instants, or all there are; from the first, or from a cursor. */
  fetch(window: Window | undefined, cursor?: string): AsyncIterable<FetchedPage>
  /** The id that tells a row from others; `undefined` for a row without one, which is never dropped. */
  idOf(row: Row): string | undefined
  /** Called when a slice is started again because its cursor expired, and for each duplicate row. */
  onEvent(event: 'restarted' | 'duplicate'): Promise<void>
  /** How many rows are wanted, all when left out. A few are not worth slices. */
  readonly limit?: number | undefined
  /** The steps of an earlier run; `null` for a pull from the start that can be resumed later. */
  readonly resumeSteps?: Json | undefined
}

/** Where a paged operation is pulled from, with a window where its record names one that may be cut. */
export function pullSource(
  operation: Operation,
  given: Arguments<Operation>,
  extras: RequestExtras,
  { exchange, keepRaw, onEvent }: Pick<ClientOptions, 'keepRaw' | 'onEvent'> & { readonly exchange: RequestExchange },
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
