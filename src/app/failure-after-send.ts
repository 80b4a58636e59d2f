import { Failure } from '../lib/errors.ts'
import type { Files } from '../platform/files.ts'

/**
 * Files that know whether requests were sent: what the disk then refuses is no wrong line, but a machine that could not keep
 * what came.
 */
export function sinceSent(files: Files, hasSent: () => boolean): Files {
  const told = <Given extends readonly unknown[], T>(run: (...given: Given) => Promise<T>) => {
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
    write: told(files.write),
    writeUnsynced: told(files.writeUnsynced),
    remove: told(files.remove),
    create: told(files.create),
    append: told(files.append),
    makeFolder: told(files.makeFolder),
    lockOutput: told(files.lockOutput),
    withLock: (path, run, ...how) => told(() => files.withLock(path, run, ...how))(),
  }
}

/** Only what the disk said: a file that is wrong stays wrong. */
function asLocal(error: unknown): unknown {
  if (!(error instanceof Failure) || error.kind !== 'usage' || !isOfDisk(error.cause)) return error
  const { hint = 'when there is room again, the same line goes on', cause } = error
  return new Failure('local', error.message, { hint, cause })
}

function isOfDisk(cause: unknown): boolean {
  return cause instanceof Error && 'syscall' in cause
}
