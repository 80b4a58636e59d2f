import { closeSync, constants, promises as fs, fstatSync, openSync, readFileSync, type Stats } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { errorCode } from '../../../lib/error-code.ts'
import { Failure } from '../../../lib/errors.ts'
import { unlessMissing, unlessMissingSync } from './disk-errors.ts'

const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY } = constants

/**
 * Opens a file under a name that anybody can guess, in a folder that others may write. Never follows a link, never
 * opens a pipe, never a file with a second hard link.
 *
 * @throws Failure `usage` for those
 */
export async function openNoFollow(path: string, flags: number, mode?: number): Promise<FileHandle> {
  const handle = await fs.open(path, flags | O_NOFOLLOW | O_NONBLOCK, mode).catch((error: unknown) => {
    throw refused(path, error)
  })
  if (isOwnFile(await handle.stat())) return handle
  await handle.close()
  throw notRegular(path)
}

/** `Files.readNoFollow`: such a file is short, and is read at once. */
export function readNoFollow(path: string): Uint8Array | undefined {
  const file = unlessMissingSync(() => openNoFollowSync(path))
  if (file === undefined) return undefined
  try {
    if (!isOwnFile(fstatSync(file))) throw notRegular(path)
    return readFileSync(file)
  } finally {
    closeSync(file)
  }
}

function openNoFollowSync(path: string): number {
  try {
    return openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  } catch (error) {
    throw refused(path, error)
  }
}

function refused(path: string, error: unknown): unknown {
  return errorCode(error) === 'ELOOP' || errorCode(error) === 'ENXIO' ? notRegular(path) : error
}

function isOwnFile(found: Stats): boolean {
  return found.isFile() && found.nlink <= 1
}

/** `Files.mark`: device and inode. */
export async function fileIdOf(path: string): Promise<string | undefined> {
  const found = await unlessMissing(fs.lstat(path, { bigint: true }))
  return found?.isFile() ? `${found.dev}:${found.ino}` : undefined
}

function notRegular(path: string): Failure {
  return new Failure('usage', `cannot write ${path}: it is a link, a pipe or another file of somebody's`, {
    hint: `rm ${path}`,
  })
}
