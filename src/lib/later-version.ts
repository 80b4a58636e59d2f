import { Failure, type FailureKind } from './errors.ts'

/** What to do about a file that this version does not understand. */
export const UPGRADE_HINT = 'install the latest version; gong doctor tells how this one was installed, and where'

/**
 * Refuses a file that a later version of this tool wrote, since it may say what this version does not understand. A caller
 * treats any other unknown version as damage.
 *
 * @param version what the file says
 * @param latest the highest version that can be read
 * @throws Failure of this kind
 */
export function refuseLaterVersion(kind: FailureKind, path: string, version: unknown, latest: number): void {
  if (typeof version !== 'number' || version <= latest) return
  throw new Failure(kind, `${path} was written by a later version of gong`, { hint: UPGRADE_HINT })
}
