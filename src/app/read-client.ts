import type { ReadClient } from '../api/client.ts'
import { type ApiRequest, toRequest } from '../api/request.ts'

/** A client whose profile is opened with the first request. */
export function openedLater(open: () => Promise<ReadClient>): ReadClient {
  return {
    pages: async function* (...asked) {
      yield* (await open()).pages(...asked)
    },
    rows: async function* (...asked) {
      yield* (await open()).rows(...asked)
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
export function showingClient(show: (request: ApiRequest) => Promise<never>): ReadClient {
  return {
    pages: async function* (operation, given, beside) {
      yield await show(toRequest(operation, given, beside))
    },
    rows: async function* (operation, given, beside) {
      yield await show(toRequest(operation, given, beside))
    },
    exchange: show,
    follow: async function* (request) {
      yield await show(request)
    },
  }
}
