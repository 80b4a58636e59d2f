import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { Files, Source } from '../../context.ts'
import { beside } from './beside.ts'
import { inWords, unlessMissing } from './errno.ts'
import { append } from './growing.ts'
import { locked } from './lock.ts'
import { again, aside, create, followed } from './new-file.ts'

/**
 * `Files` on the disk of this machine. `patience` is how many milliseconds `locked` waits for somebody else.
 * Whatever the disk refuses is a Failure `usage` that names the path and the reason in words.
 */
export function realFiles({ patience = 10_000 } = {}): Files {
  return {
    read,
    write,
    jot,
    remove,
    create: (path, part, mode) => create(path, part, mode, patience),
    append,
    absolute: (path) => resolve(path),
    folder,
    list,
    mode,
    open: source,
    locked: (path, run, longer = patience) => locked(path, longer, run),
  }
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

function write(path: string, data: string | Uint8Array, mode: number, ending?: string): Promise<void> {
  return inWords('write', path, async () => {
    const target = await followed(path)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    const file = ending === undefined ? await aside(path, target, mode) : await again(path, target, ending, mode)
    try {
      await file.write(data)
      await file.commit()
    } finally {
      await file.discard()
    }
  })
}

function folder(path: string): Promise<void> {
  return inWords('write', path, async () => {
    await mkdir(path, { recursive: true })
  })
}

function list(path: string): Promise<readonly string[] | undefined> {
  return inWords('read', path, () => unlessMissing(readdir(path)))
}
