import type { ReadClient, ReadOperation } from '../../../src/api/client.ts'
import type { ArgumentValues, RequestExtras } from '../../../src/api/request.ts'
import { calls } from '../../../src/catalogue/calls.ts'
import type { Pages } from '../../../src/lib/rows.ts'

const { max } = calls.details.params.call

/**
 * A client for which a window holds these calls and no others: who has found already which calls a report is about need not read
 * the rest once more.
 */
export function onlyCalls(read: ReadClient, ids: readonly string[]): ReadClient {
  async function* pages(operation: ReadOperation, given: ArgumentValues, extras?: RequestExtras): Pages {
    if (operation.id !== calls.details.id || given.call !== undefined)
      return yield* read.pages(operation, given, extras)
    const { from: _, to: __, ...others } = given
    // An empty list of ids would ask for every call there is.
    for (let at = 0; at < ids.length; at += max)
      yield* read.pages(operation, { ...others, call: ids.slice(at, at + max) }, extras)
  }
  return {
    ...read,
    pages,
    rows: async function* (...asked) {
      for await (const page of pages(...asked)) yield* page.rows
    },
  }
}
