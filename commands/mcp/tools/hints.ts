import { Failure } from '../../../src/lib/errors.ts'

/** Lines that are hints at a terminal, and the tool that tells a model the same. */
const INSTEAD: Readonly<Record<string, string>> = {
  'gong users list': 'names with kind users',
  'gong settings workspaces': 'names with kind workspaces',
  'gong settings trackers': 'names with kind trackers',
  'gong settings scorecards': 'names with kind scorecards',
  'gong query --schema lists all': 'schema lists all',
}

/** The same error, whose hint is what a model can do. */
export function hintedForModels(error: unknown): unknown {
  if (!(error instanceof Failure)) return error
  const hint = INSTEAD[error.hint ?? '']
  if (hint === undefined) return error
  const { kind, message, requestId, scope, status, waiting } = error
  return new Failure(kind, message, { hint, requestId, scope, status, waiting, cause: error })
}
