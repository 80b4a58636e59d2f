import { errorCode } from '../../../lib/error-code.ts'
import { Failure } from '../../../lib/errors.ts'

const REASONS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EBUSY', 'another program is using it'],
  ['EDQUOT', 'your quota on this disk is used up'],
  ['EEXIST', 'something else has this name'],
  ['EIO', 'the disk reports an error'],
  ['EISDIR', 'it is a folder'],
  ['ELOOP', 'its links lead round in a circle'],
  ['EMFILE', 'too many files are open'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ENOENT', 'its folder does not exist'],
  ['ENOSPC', 'no space is left on the disk'],
  ['ENOTDIR', 'a part of its path is not a folder'],
  ['EPERM', 'the system does not allow it'],
  ['EPIPE', 'nobody is reading it any more'],
  ['EROFS', 'the disk is read-only'],
])

/** What no other line would mend: the machine is full or its disk is broken. */
const OF_THE_MACHINE = new Set(['EDQUOT', 'EIO', 'EMFILE', 'ENFILE', 'ENOSPC'])

/**
 * Runs it; an error of the disk becomes a Failure that names the path and the reason.
 *
 * @param kind `local` once the file was begun: the command line was right, and this machine could not keep what came. A full
 * disk always is, but one that cannot be read is an input
 */
export async function wrapDiskErrors<T>(
  verb: 'read' | 'write' | 'remove' | 'lock',
  path: string,
  run: () => Promise<T>,
  kind: 'usage' | 'local' = 'usage',
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const code = errorCode(error)
    if (error instanceof Failure || code === undefined || !/^E[A-Z0-9]+$/.test(code)) throw error
    const isLocal = verb !== 'read' && OF_THE_MACHINE.has(code)
    const reason = verb === 'read' && code === 'ENOENT' ? 'it is not there' : (REASONS.get(code) ?? code)
    throw new Failure(isLocal ? 'local' : kind, `cannot ${verb} ${path}: ${reason}`, { cause: error })
  }
}

/** The result; `undefined` for ENOENT. */
export async function unlessMissing<T>(run: Promise<T>): Promise<T | undefined> {
  try {
    return await run
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/** The same for a call that blocks. */
export function unlessMissingSync<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
