import { Failure } from '../../lib/errors.ts'
import type { Page, Pages } from '../../lib/rows.ts'

/** Asks for some ids at once. */
export type AskForIds = (ids: readonly string[]) => Pages

/** Whether Gong refused a whole request for one id in it that it does not know. */
function isUnknownId(error: unknown): boolean {
  return error instanceof Failure && error.kind === 'not-found'
}

/**
 * The pages of some ids; where Gong refuses all of them for one that it does not know, those of halves of them.
 *
 * @param refused gets each id that was refused by itself
 */
export async function* askInHalves(ids: readonly string[], ask: AskForIds, refused: Set<string>): Pages {
  let hasPages = false
  try {
    for await (const page of ask(ids)) {
      hasPages = true
      yield page
    }
  } catch (error) {
    if (hasPages || !isUnknownId(error)) throw error
    yield* halves(ids, ask, refused)
  }
}

/** At least one of these is unknown; where it is not among the first, it is among the others, which none need ask. */
async function* halves(ids: readonly string[], ask: AskForIds, refused: Set<string>): Pages {
  const [only, next] = ids
  if (only !== undefined && next === undefined) {
    refused.add(only)
    return
  }
  const middle = Math.ceil(ids.length / 2)
  const before = refused.size
  for await (const page of askInHalves(ids.slice(0, middle), ask, refused)) yield withoutResumeStep(page)
  const others = refused.size > before ? askInHalves : halves
  for await (const page of others(ids.slice(middle), ask, refused)) yield withoutResumeStep(page)
}

/** No other run could go on within a batch that is asked for in pieces. */
function withoutResumeStep(page: Page): Page {
  return { ...page, resumeStep: undefined }
}
