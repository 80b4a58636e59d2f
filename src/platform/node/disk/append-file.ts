import { constants, promises as fs } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { AppendFile } from '../../files.ts'
import { wrapDiskErrors } from './disk-errors.ts'
import { openNoFollow } from './no-follow.ts'
import { syncFolder } from './sync-folder.ts'

/** `Files.append`. */
export function openAppendFile(path: string, at: number, mode?: number): Promise<AppendFile> {
  return wrapDiskErrors('write', path, async () => {
    const handle = await openAt(path, at, mode)
    if (mode !== undefined) await handle.chmod(mode)
    return appendFile(path, handle)
  })
}

/** Opens a file to append to it, truncated to so many bytes; made when missing. Never follows a link. */
export async function openAt(path: string, bytes: number, mode = 0o666): Promise<FileHandle> {
  const { O_APPEND, O_CREAT, O_WRONLY } = constants
  const handle = await openNoFollow(path, O_APPEND | O_CREAT | O_WRONLY, mode)
  await handle.truncate(bytes)
  return handle
}

/** Syncs the content before the rename, and the folder after it: the name never stands for less than was written. */
export async function syncAndRename(handle: FileHandle, from: string, to: string): Promise<void> {
  await handle.sync()
  await handle.close()
  await fs.rename(from, to)
  await syncFolder(dirname(to))
}

function appendFile(path: string, handle: FileHandle): AppendFile {
  return {
    write: (chunk) => wrapDiskErrors('write', path, () => handle.writeFile(chunk), 'local'),
    sync: () => wrapDiskErrors('write', path, () => handle.datasync(), 'local'),
    close: () => wrapDiskErrors('write', path, () => handle.close(), 'local'),
    rename: (to) => wrapDiskErrors('write', to, () => syncAndRename(handle, path, to), 'local'),
  }
}
