import { constants, type FileHandle, lstat, open } from 'node:fs/promises'
import { Failure } from '../../../lib/errors.ts'
import { codeOf, unlessMissing } from './errno.ts'

const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY } = constants

/**
 * Opens a file under a name that anybody can guess, in a folder that others may write: never through a link, never a pipe,
 * and none that has another name somewhere else.
 *
 * @throws Failure `usage` for those
 */
export async function openOwn(path: string, flags: number, mode?: number): Promise<FileHandle> {
  const handle = await open(path, flags | O_NOFOLLOW | O_NONBLOCK, mode).catch((error: unknown) => {
    throw codeOf(error) === 'ELOOP' || codeOf(error) === 'ENXIO' ? foreign(path) : error
  })
  const found = await handle.stat()
  if (found.isFile() && found.nlink <= 1) return handle
  await handle.close()
  throw foreign(path)
}

/** `Files.own`. */
export async function readOwn(path: string): Promise<Uint8Array | undefined> {
  const handle = await unlessMissing(openOwn(path, O_RDONLY))
  try {
    return await handle?.readFile()
  } finally {
    await handle?.close()
  }
}

/** `Files.mark`: device and inode. */
export async function markOf(path: string): Promise<string | undefined> {
  const found = await unlessMissing(lstat(path, { bigint: true }))
  return found?.isFile() ? `${found.dev}:${found.ino}` : undefined
}

function foreign(path: string): Failure {
  return new Failure('usage', `cannot write ${path}: it is a link, a pipe or another file of somebody's`, {
    hint: `rm ${path}`,
  })
}
