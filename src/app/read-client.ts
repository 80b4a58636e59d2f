import type { ReadClient } from '../api/client.ts'
import { type Call, toCall } from '../api/request.ts'

/** A client whose profile is opened with the first request. */
export function openedLater(open: () => Promise<ReadClient>): ReadClient {
  return {
    pages: async function* (...asked) {
      yield* (await open()).pages(...asked)
    },
    rows: async function* (...asked) {
      yield* (await open()).rows(...asked)
    },
    exchange: async (call) => await (await open()).exchange(call),
    follow: async function* (call) {
      yield* (await open()).follow(call)
    },
  }
}

/**
 * A client for a dry run of what only reads: it hands out the first request and never answers it, so that nothing after it
 * comes to pass.
 *
 * @param show takes the request; what it returns never resolves
 */
export function showingClient(show: (call: Call) => Promise<never>): ReadClient {
  return {
    pages: async function* (operation, given, beside) {
      yield await show(toCall(operation, given, beside))
    },
    rows: async function* (operation, given, beside) {
      yield await show(toCall(operation, given, beside))
    },
    exchange: show,
    follow: async function* (call) {
      yield await show(call)
    },
  }
}
