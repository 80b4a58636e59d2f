import type { ReadClient } from '../../api/client.ts'
import { type ApiRequest, toRequest } from '../../api/request.ts'

/** A client whose profile is opened with the first request. */
export function lazyReadClient(open: () => Promise<ReadClient>): ReadClient {
  return {
    pages: async function* (...args) {
      yield* (await open()).pages(...args)
    },
    rows: async function* (...args) {
      yield* (await open()).rows(...args)
    },
    exchange: async (request) => await (await open()).exchange(request),
    follow: async function* (request) {
      yield* (await open()).follow(request)
    },
  }
}

/**
 * A client for a dry run of what only reads: it hands out the first request and never answers it, so that nothing after it
 * comes to pass.
 *
 * @param show takes the request; what it returns never resolves
 */
export function dryRunClient(show: (request: ApiRequest) => Promise<never>): ReadClient {
  return {
    pages: async function* (operation, given, extras) {
      yield await show(toRequest(operation, given, extras))
    },
    rows: async function* (operation, given, extras) {
      yield await show(toRequest(operation, given, extras))
    },
    exchange: show,
    follow: async function* (request) {
      yield await show(request)
    },
  }
}
