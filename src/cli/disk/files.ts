import { createReadStream } from 'node:fs'
import {
  type FileHandle,
  mkdir,
  open,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { Files, NewFile, Source } from '../../context.ts'
import { beside } from './beside.ts'
import { inWords, unlessMissing } from './errno.ts'
import { locked } from './lock.ts'

/**
 * `Files` on the disk of this machine. `patience` is how many milliseconds `locked` waits for somebody else.
 * Whatever the disk refuses is a Failure `usage` that names the path and the reason in words.
 */
export function realFiles({ patience = 10_000 } = {}): Files {
  return { read, write, jot, remove, create, mode, open: source, locked: (path, run) => locked(path, patience, run) }
}

export const files = realFiles()

function read(path: string): Promise<Uint8Array | undefined> {
  return inWords('read', path, () => unlessMissing(readFile(path)))
}

function source(path: string): Promise<Source | undefined> {
  return inWords('read', path, async () => {
    const found = await unlessMissing(stat(path))
    // Opened only when it is read: a file that is refused in the end leaves no handle behind.
    return found && { name: basename(path), size: found.size, chunks: () => createReadStream(path) }
  })
}

function jot(path: string, text: string): Promise<void> {
  return inWords('write', path, async () => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    // By a rename, so that a process killed half-way leaves what was there.
    const temporary = beside(path)
    await writeFile(temporary, text, { mode: 0o600 })
    await rename(temporary, path)
  })
}

async function mode(path: string): Promise<number | undefined> {
  if (process.platform === 'win32') return undefined
  const found = await inWords('read', path, () => unlessMissing(stat(path)))
  return found && found.mode & 0o777
}

function remove(path: string): Promise<void> {
  return inWords('remove', path, () => rm(path, { force: true }))
}

function write(path: string, data: string | Uint8Array, mode: number): Promise<void> {
  return inWords('write', path, async () => {
    const target = await followed(path)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    const file = await aside(path, target, mode)
    try {
      await file.write(data)
      await file.commit()
    } finally {
      await file.discard()
    }
  })
}

function create(path: string): Promise<NewFile> {
  return inWords('write', path, async () => {
    const there = await unlessMissing(stat(path))
    if (there !== undefined && !there.isFile() && !there.isDirectory()) return straight(path, await open(path, 'w'))
    const target = await followed(path)
    // A rename would go through where writing is not allowed, so a folder or a write-protected file is refused here.
    if (there !== undefined) await (await open(target, 'r+')).close()
    return aside(path, target, there && there.mode & 0o777)
  })
}

/** Where links lead, so that they stay links; the file at their end may still be missing. */
async function followed(path: string): Promise<string> {
  const next = await readlink(path).catch(() => undefined)
  return next === undefined ? path : followed(resolve(await realpath(dirname(path)), next))
}

/** A device or pipe: nothing can be taken back, and most cannot be flushed. */
function straight(path: string, handle: FileHandle): NewFile {
  return {
    write: (chunk) => inWords('write', path, () => handle.writeFile(chunk)),
    commit: () => inWords('write', path, () => handle.close()),
    discard: () => handle.close(),
  }
}

/** A file under a passing name in the same folder. Without a mode the umask decides. */
async function aside(path: string, target: string, mode: number | undefined): Promise<NewFile> {
  const temporary = beside(target)
  const handle = await open(temporary, 'wx', mode ?? 0o666)
  // The umask may have taken bits away.
  if (mode !== undefined) await handle.chmod(mode)
  return {
    write: (chunk) => inWords('write', path, () => handle.writeFile(chunk)),
    commit: () =>
      inWords('write', path, async () => {
        await handle.sync()
        await handle.close()
        await rename(temporary, target)
        await flushFolder(dirname(target))
      }),
    async discard() {
      await handle.close()
      await rm(temporary, { force: true })
    },
  }
}

/** Makes a rename outlive a power cut. Windows cannot open folders. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
