import { promises as fs } from 'node:fs'
import { dirname } from 'node:path'
import { Failure } from '../../../lib/errors.ts'
import type { FileLock, LockOptions } from '../../files.ts'
import { unlessMissing, wrapDiskErrors } from './disk-errors.ts'
import { acquireLock } from './lock.ts'
import { resolveLinks } from './new-file.ts'

/** `Files.lockOutput`: the lock of a file lies beside it, that of a folder in it. */
export function lockOutput(
  path: string,
  { waitMs, onWait, hint }: LockOptions,
  more: { readonly signal: AbortSignal; readonly leaseMs: number | undefined },
): Promise<FileLock | undefined> {
  return wrapDiskErrors('write', path, async () => {
    const there = await unlessMissing(fs.stat(path))
    // A pipe that is a link, such as /dev/stdout, leads to no path.
    if (there !== undefined && !there.isFile() && !there.isDirectory()) return undefined
    const target = await resolveLinks(path)
    // Taking the lock would make the folder; a folder that is missing is an error here.
    if (there === undefined) await fs.stat(dirname(target))
    const lock = there?.isDirectory() ? `${target}/.gong-lock` : `${target}.gong-lock`
    const refused = (who: string) => new Failure('declined', `another run is writing ${path}: ${who}`, { hint })
    return await acquireLock(lock, { waitMs, onWait, refused, ...more })
  })
}
