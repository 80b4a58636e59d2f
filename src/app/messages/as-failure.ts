import { Failure } from '../../lib/errors.ts'
import type { Context } from '../../platform/ports.ts'

/** Whatever ended a run, as a failure with an exit code. */
export function asFailure(error: unknown, context: Pick<Context, 'interrupted'>): Failure {
  if (error instanceof Failure && (error.kind === 'interrupted' || !context.interrupted.aborted)) return error
  if (context.interrupted.aborted) return new Failure('interrupted', 'interrupted')
  if (isTooDeep(error)) return new Failure('unreachable', 'the answer is nested too deep to be read', { cause: error })
  if (isFolderGone(error))
    return new Failure('usage', 'the current working directory was deleted', {
      hint: 'cd into another one',
      cause: error,
    })
  const message = error instanceof Error ? error.message : String(error)
  return new Failure('bug', `this is a defect of gong: ${message}`, { cause: error })
}

/** JSON may be nested deeper than anything can walk it. */
function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && error.message.startsWith('Maximum call stack size exceeded')
}

/** Node cannot say where it is, which paths are relative to. */
function isFolderGone(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd'
}
