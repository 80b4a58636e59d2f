import type { ReadClient } from '../../api/client.ts'
import type { Page } from '../../lib/rows.ts'
import { utcTime } from '../../lib/utc-time.ts'

/** Which answer of Gong's data is from, so that somebody else can check it. */
export interface Source {
  /** What Gong's support asks for; null where the answer has none. */
  readonly requestId: string | null
  /** UTC, to the second. */
  readonly asked: string
}

/** The sources of a report, by what was asked for. */
export interface ReportSources {
  readonly lookup: readonly Source[]
  readonly calls: readonly Source[]
  readonly sentences: readonly Source[]
}

/**
 * Wraps a client so that each answer is recorded as a source: when it was asked for, and its requestId.
 *
 * @param now milliseconds since the epoch
 * @returns the client, and what takes the sources recorded since it was last called
 */
export function recordSources(
  gong: ReadClient,
  now: () => number,
): { readonly gong: ReadClient; readonly takeSources: () => readonly Source[] } {
  const sources: Source[] = []
  const pages: ReadClient['pages'] = async function* (operation, given, extras) {
    let requestedAtMs = now()
    for await (const page of gong.pages(operation, given, extras)) {
      sources.push(sourceOf(page, requestedAtMs))
      yield page
      requestedAtMs = now()
    }
  }
  const rows: ReadClient['rows'] = async function* (operation, given, extras) {
    for await (const page of pages(operation, given, extras)) yield* page.rows
  }
  return { gong: { ...gong, pages, rows }, takeSources: () => sources.splice(0) }
}

function sourceOf(page: Page, requestedAtMs: number): Source {
  return { requestId: page.requestId ?? null, asked: utcTime(requestedAtMs) }
}
