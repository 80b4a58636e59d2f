import { constants, type FileHandle, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Growing } from '../../ports.ts'
import { inWords } from './errno.ts'
import { flushFolder } from './flush.ts'
import { openOwn } from './own.ts'

/** `Files.append`. */
export function append(path: string, at: number, mode?: number): Promise<Growing> {
  return inWords('write', path, async () => {
    const handle = await goOn(path, at, mode)
    if (mode !== undefined) await handle.chmod(mode)
    return growing(path, handle)
  })
}

/** Opens what was kept, and cuts off what is behind so many bytes. Never through a link that somebody has laid there. */
export async function goOn(path: string, bytes: number, mode = 0o666): Promise<FileHandle> {
  const { O_APPEND, O_CREAT, O_WRONLY } = constants
  const handle = await openOwn(path, O_APPEND | O_CREAT | O_WRONLY, mode)
  await handle.truncate(bytes)
  return handle
}

/** Flushed before it gets its name, and the name after it. */
export async function named(handle: FileHandle, from: string, to: string): Promise<void> {
  await handle.sync()
  await handle.close()
  await rename(from, to)
  await flushFolder(dirname(to))
}

function growing(path: string, handle: FileHandle): Growing {
  return {
    write: (chunk) => inWords('write', path, () => handle.writeFile(chunk), 'local'),
    sync: () => inWords('write', path, () => handle.datasync(), 'local'),
    close: () => inWords('write', path, () => handle.close(), 'local'),
    rename: (to) => inWords('write', to, () => named(handle, path, to), 'local'),
  }
}
