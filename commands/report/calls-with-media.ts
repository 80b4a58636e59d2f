import type { ArgumentValues } from '../../src/api/request.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages, Row } from '../../src/lib/rows.ts'
import type { OpenReport } from './open-report.ts'

export const NO_MEDIA = 'this key may not ask for links to media, so withMedia is empty'

/** What tells whether a call is analysed. */
export const COVERAGE_EXPOSED: Row = { content: { topics: true, structure: true } }

/** The calls with links to their media, which need a scope of their own: without it, the calls without links. */
export async function* callsWithMedia(
  { pages }: OpenReport,
  given: ArgumentValues,
  exposed: Row,
  media: { shown: boolean },
): Pages {
  const exposing = (exposedFields: Row): Row => ({ contentSelector: { exposedFields } })
  let isRefused = true
  try {
    for await (const page of pages(calls.details, given, exposing({ ...exposed, media: true }))) {
      isRefused = false
      yield page
    }
  } catch (error) {
    if (!isRefused || !(error instanceof Failure) || error.kind !== 'auth') throw error
    media.shown = false
    yield* pages(calls.details, given, exposing(exposed))
  }
}
