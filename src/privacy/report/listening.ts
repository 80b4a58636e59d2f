import type { Gong } from '../../api/client.ts'
import type { Page } from '../../lib/rows.ts'

/** Where an answer came from, as somebody else can check it with Gong. */
export interface Source {
  /** What Gong's support asks for; null where the answer has none. */
  readonly requestId: string | null
  /** UTC, to the second. */
  readonly asked: string
}

/** The sources of a report, by what was asked for. */
export interface Asked {
  readonly lookup: readonly Source[]
  readonly calls: readonly Source[]
  readonly sentences: readonly Source[]
}

/**
 * The same client, which writes down what was asked, when, and under which requestId the answer came.
 *
 * @param now milliseconds since the epoch
 * @returns the client, and what takes the sources that came since it was last called
 */
export function listening(
  gong: Gong,
  now: () => number,
): { readonly gong: Gong; readonly taken: () => readonly Source[] } {
  const sources: Source[] = []
  const pages: Gong['pages'] = async function* (operation, given, beside) {
    let asked = now()
    for await (const page of gong.pages(operation, given, beside)) {
      sources.push(sourceOf(page, asked))
      yield page
      asked = now()
    }
  }
  const rows: Gong['rows'] = async function* (operation, given, beside) {
    for await (const page of pages(operation, given, beside)) yield* page.rows
  }
  return { gong: { ...gong, pages, rows }, taken: () => sources.splice(0) }
}

function sourceOf(page: Page, asked: number): Source {
  return { requestId: page.requestId ?? null, asked: second(asked) }
}

/** A moment as `2026-05-19T12:00:00Z`. */
export function second(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}
