import { Failure } from '../../lib/errors.ts'

/** What is wrong with a line. */
export interface LineProblem {
  /** Whose column it is; of the whole line where absent. */
  readonly field?: string | undefined
  readonly reason: string
  readonly hint?: string | undefined
}

/** Does something for a line. @returns what is wrong with it, if it fails for that */
export async function problemOf(
  field: string | undefined,
  work: () => void | Promise<void>,
): Promise<readonly LineProblem[]> {
  try {
    await work()
    return []
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'usage') throw error
    return [{ field, reason: error.message, hint: error.hint }]
  }
}
