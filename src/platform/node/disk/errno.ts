import { Failure } from '../../../lib/errors.ts'

const reasons: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EBUSY', 'another program is using it'],
  ['EDQUOT', 'your quota on this disk is used up'],
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

/** Node's code of an error (ENOENT …). */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/**
 * Runs it; what the disk refuses becomes a Failure that names the path and the reason in words.
 *
 * @param kind `local` for what was begun, and cannot be kept
 */
export async function inWords<T>(
  verb: 'read' | 'write' | 'remove' | 'lock',
  path: string,
  run: () => Promise<T>,
  kind: 'usage' | 'local' = 'usage',
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const code = codeOf(error)
    if (error instanceof Failure || code === undefined || !/^E[A-Z0-9]+$/.test(code)) throw error
    throw new Failure(kind, `cannot ${verb} ${path}: ${reasons.get(code) ?? code}`, { cause: error })
  }
}

/** The result; `undefined` when the file is not there. */
export async function unlessMissing<T>(run: Promise<T>): Promise<T | undefined> {
  try {
    return await run
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
