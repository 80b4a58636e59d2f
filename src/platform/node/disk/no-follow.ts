import { constants, type FileHandle, lstat, open } from 'node:fs/promises'
import { errorCode } from '../../../lib/error-code.ts'
import { Failure } from '../../../lib/errors.ts'
import { unlessMissing } from './disk-errors.ts'

const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY } = constants

/**
 * Opens a file under a name that anybody can guess, in a folder that others may write. Never follows a link, never
 * opens a pipe, never a file with a second hard link.
 *
 * @throws Failure `usage` for those
 */
export async function openNoFollow(path: string, flags: number, mode?: number): Promise<FileHandle> {
  const handle = await open(path, flags | O_NOFOLLOW | O_NONBLOCK, mode).catch((error: unknown) => {
    throw errorCode(error) === 'ELOOP' || errorCode(error) === 'ENXIO' ? notRegular(path) : error
  })
  const found = await handle.stat()
  if (found.isFile() && found.nlink <= 1) return handle
  await handle.close()
  throw notRegular(path)
}

/** `Files.own`. */
export async function readNoFollow(path: string): Promise<Uint8Array | undefined> {
  const handle = await unlessMissing(openNoFollow(path, O_RDONLY))
  try {
    return await handle?.readFile()
  } finally {
    await handle?.close()
  }
}

/** `Files.mark`: device and inode. */
export async function fileIdOf(path: string): Promise<string | undefined> {
  const found = await unlessMissing(lstat(path, { bigint: true }))
  return found?.isFile() ? `${found.dev}:${found.ino}` : undefined
}

function notRegular(path: string): Failure {
  return new Failure('usage', `cannot write ${path}: it is a link, a pipe or another file of somebody's`, {
    hint: `rm ${path}`,
  })
}
