import { createReadStream } from 'node:fs'
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { Failure } from '../../../lib/errors.ts'
import type { Claiming, Files, Held, Source } from '../../ports.ts'
import { append } from './append-file.ts'
import { inWords, unlessMissing } from './errno.ts'
import { makeFolder } from './folder.ts'
import { hold, locked } from './lock.ts'
import { again, aside, create, followed } from './new-file.ts'
import { markOf, readOwn } from './own.ts'
import { readPipe } from './pipe.ts'
import { beside, sweep } from './temporary-file.ts'

interface Waiting {
  /** Milliseconds that `locked` waits for somebody else. */
  readonly patience?: number
  /** Milliseconds of a wait for a lock after which it is told. */
  readonly sayAfterMs?: number
  /** Ends every wait for a lock, or for the other end of a pipe. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds after which a lock that was not renewed is taken over. */
  readonly leaseMs?: number | undefined
}

/**
 * `Files` on the disk of this machine. Whatever the disk refuses is a Failure `usage` that names the path and the reason in
 * words.
 */
export function realFiles({
  patience = 10_000,
  sayAfterMs = 1000,
  signal = new AbortController().signal,
  leaseMs,
}: Waiting = {}): Files {
  return {
    read: (path) => read(path, signal),
    own: (path) => inWords('read', path, () => readOwn(path)),
    mark: (path) => inWords('read', path, () => markOf(path)),
    write,
    sweep: (path) => inWords('remove', path, async () => await sweep(await followed(path))),
    jot,
    remove,
    create: (path, part, mode) => create(path, part, mode, signal),
    append,
    absolute: (path) => resolve(path),
    folder,
    list,
    mode,
    open: (path) => source(path, signal),
    locked: (path, run, waitMs = patience, waiting) =>
      locked(path, { waitMs, signal, leaseMs, waiting, sayAfterMs }, run),
    claim: (path, how) => claim(path, how, { signal, leaseMs }),
  }
}

function read(path: string, signal: AbortSignal): Promise<Uint8Array | undefined> {
  return inWords('read', path, async () => {
    const found = await unlessMissing(stat(path))
    if (found === undefined) return undefined
    return found.isFIFO() ? await wholePipe(path, signal) : await unlessMissing(readFile(path))
  })
}

async function wholePipe(path: string, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of readPipe(path, signal)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function source(path: string, signal: AbortSignal): Promise<Source | undefined> {
  return inWords('read', path, async () => {
    const found = await unlessMissing(stat(path))
    // Opened only when it is read: a file that is refused in the end leaves no handle behind.
    return (
      found && {
        name: basename(path),
        size: found.size,
        chunks: () => (found.isFIFO() ? readPipe(path, signal) : createReadStream(path)),
      }
    )
  })
}

function jot(path: string, text: string): Promise<void> {
  return inWords('write', path, async () => {
    await makeFolder(dirname(path), 0o700)
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
    const target = ending === undefined ? await followed(path) : path
    await makeFolder(dirname(target), 0o700)
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
    await makeFolder(path)
  })
}

function list(path: string): Promise<readonly string[] | undefined> {
  return inWords('read', path, () => unlessMissing(readdir(path)))
}

/** The lock lies beside the file itself, also where a link leads to it; in a folder, inside. */
function claim(path: string, { waitMs, waiting, hint }: Claiming, more: Waiting): Promise<Held | undefined> {
  return inWords('write', path, async () => {
    const target = await followed(path)
    const there = await unlessMissing(stat(target))
    if (there !== undefined && !there.isFile() && !there.isDirectory()) return undefined
    // A lock would make the folder.
    if (there === undefined) await stat(dirname(target))
    const lock = there?.isDirectory() ? `${target}/.gong-lock` : `${target}.gong-lock`
    const refused = (who: string) => new Failure('declined', `another run is writing ${path}: ${who}`, { hint })
    return await hold(lock, { waitMs, waiting, refused, ...more })
  })
}
