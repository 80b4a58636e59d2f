import { errorCode } from '../../lib/error-code.ts'
import { Failure } from '../../lib/errors.ts'
import type { Files } from '../../platform/files.ts'

/**
 * Files whose failures are `local` once requests were sent: what the disk refuses then is no wrong line, but a machine that
 * could not keep what came.
 */
export function localAfterSend(files: Files, hasSent: () => boolean): Files {
  const checked = <Given extends readonly unknown[], T>(run: (...given: Given) => Promise<T>) => {
    return async (...given: Given): Promise<T> => {
      try {
        return await run(...given)
      } catch (error) {
        throw hasSent() ? asLocal(error) : error
      }
    }
  }
  return {
    ...files,
    write: checked(files.write),
    writeUnsynced: checked(files.writeUnsynced),
    remove: checked(files.remove),
    create: checked(files.create),
    append: checked(files.append),
    makeFolder: checked(files.makeFolder),
    lockOutput: checked(files.lockOutput),
    withLock: (path, run, ...how) => checked(() => files.withLock(path, run, ...how))(),
  }
}

/** Only for disk errors: an invalid file stays a usage error. */
function asLocal(error: unknown): unknown {
  if (!(error instanceof Failure) || !['usage', 'local'].includes(error.kind) || !isOfDisk(error.cause)) return error
  const {
    hint = `${isFull(error.cause) ? 'when there is room again' : 'once that is mended'}, the same line goes on`,
  } = error
  return new Failure('local', error.message, { hint, cause: error.cause })
}

function isFull(cause: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(errorCode(cause) ?? '')
}

function isOfDisk(cause: unknown): boolean {
  return cause instanceof Error && 'syscall' in cause
}
