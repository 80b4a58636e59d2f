import { createReadStream, promises as fs, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import type { FileSource, Files } from '../../files.ts'
import { openAppendFile } from './append-file.ts'
import { unlessMissing, unlessMissingSync, wrapDiskErrors } from './disk-errors.ts'
import { withLock } from './lock.ts'
import { lockOutput } from './lock-output.ts'
import { inFolder, makeFolder } from './make-folder.ts'
import { createFile, fixedTemporaryFile, resolveLinks, temporaryFile } from './new-file.ts'
import { fileIdOf, readNoFollow } from './no-follow.ts'
import type { Pipes } from './pipe.ts'
import { removeTemporaryFiles, temporaryPath } from './temporary-file.ts'

interface DiskOptions {
  /** How long `withLock` waits for another process unless it is told. */
  readonly lockWaitMs?: number
  /** How long a wait for a lock lasts before `onWait` is called. */
  readonly onWaitAfterMs?: number
  /** Ends every wait for a lock, or for the other end of a pipe. */
  readonly signal?: AbortSignal | undefined
  /** How long a lock that is not renewed is respected. */
  readonly leaseMs?: number | undefined
  /** Loaded when the first path is a pipe. */
  readonly loadPipes?: (() => Promise<Pipes>) | undefined
}

const loadSocketPipes = async (): Promise<Pipes> => (await import('./pipe.ts')).socketPipes

/**
 * `Files` on the disk of this machine. An error of the disk is a Failure `usage` that names the path and the reason. The
 * promises of `node:fs` are loaded when they are first used, those of `node:fs/promises` with the import: 3 ms.
 */
export function diskFiles({
  lockWaitMs = 10_000,
  onWaitAfterMs = 1000,
  signal = new AbortController().signal,
  leaseMs,
  loadPipes = loadSocketPipes,
}: DiskOptions = {}): Files {
  const readPipe = async function* (path: string) {
    yield* (await loadPipes()).read(path, signal)
  }
  const writePipe = async (path: string) => (await loadPipes()).write(path, signal)
  return {
    read: (path) => read(path, readPipe),
    readNoFollow: (path) => wrapDiskErrors('read', path, async () => readNoFollow(path)),
    fileId: (path) => wrapDiskErrors('read', path, () => fileIdOf(path)),
    fileVersion,
    write,
    removeTemporaryFiles: (path) =>
      wrapDiskErrors('remove', path, async () => await removeTemporaryFiles(await resolveLinks(path))),
    writeUnsynced: writeUnsynced,
    remove,
    create: (path, part, mode) => createFile(path, part, mode, writePipe),
    append: openAppendFile,
    freeBytes,
    link,
    rename,
    absolute: (path) => resolve(path),
    realPath: (path) => wrapDiskErrors('read', path, () => realPath(path)),
    makeFolder: (path) => wrapDiskErrors('write', path, () => makeFolder(path)),
    list,
    mode,
    open: (path) => source(path, readPipe),
    readPart: (path, from, bytes) => wrapDiskErrors('read', path, () => readPart(path, from, bytes)),
    withLock: (path, run, { waitMs = lockWaitMs, onWait } = {}) =>
      withLock(path, { waitMs, signal, leaseMs, onWait, onWaitAfterMs }, run),
    lockOutput: (path, how) => lockOutput(path, how, { signal, leaseMs }),
  }
}

type ReadPipe = (path: string) => AsyncIterable<Uint8Array>

function read(path: string, readPipe: ReadPipe): Promise<Uint8Array | undefined> {
  return wrapDiskErrors('read', path, async () => {
    const found = await unlessMissing(fs.stat(path))
    if (found === undefined) return undefined
    return found.isFIFO() ? await collected(readPipe(path)) : await unlessMissing(fs.readFile(path))
  })
}

async function collected(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of source) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function source(path: string, readPipe: ReadPipe): Promise<FileSource | undefined> {
  return wrapDiskErrors('read', path, async () => {
    const found = await unlessMissing(fs.stat(path))
    // Opened only when it is read: a file that is refused in the end leaves no handle behind.
    return (
      found && {
        name: basename(path),
        size: found.size,
        regular: found.isFile(),
        chunks: () => (found.isFIFO() ? readPipe(path) : chunksOf(path)),
      }
    )
  })
}

async function readPart(path: string, from: number, bytes: number): Promise<Uint8Array | undefined> {
  const handle = await unlessMissing(fs.open(path))
  if (handle === undefined) return undefined
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, from)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** By the time of the last change, too, which nobody can set back as that of the content. */
function fileVersion(path: string): Promise<string | undefined> {
  return wrapDiskErrors('read', path, async () => {
    const found = await unlessMissing(fs.stat(path, { bigint: true }))
    return found && `${found.dev}:${found.ino}:${found.size}:${found.mtimeNs}:${found.ctimeNs}`
  })
}

async function realPath(path: string): Promise<string> {
  const target = resolve(await resolveLinks(path))
  const folder = dirname(target)
  return (
    (await unlessMissing(fs.realpath(target))) ??
    resolve((await unlessMissing(fs.realpath(folder))) ?? folder, basename(target))
  )
}

/** A file whose mode forbids to read it is found out only here. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = createReadStream(path)[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { done, value } = await wrapDiskErrors('read', path, () => chunks.next())
      if (done) return
      yield value
    }
  } finally {
    await chunks.return?.()
  }
}

function writeUnsynced(path: string, text: string): Promise<void> {
  return wrapDiskErrors('write', path, async () => {
    // Atomic by a rename: a process that is killed half-way leaves what was there.
    const temporary = temporaryPath(path)
    try {
      await inFolder(dirname(path), () => writeFileSync(temporary, text, { flag: 'wx', mode: 0o600 }), 0o700)
      renameSync(temporary, path)
    } catch (error) {
      unlessMissingSync(() => unlinkSync(temporary))
      throw error
    }
  })
}

async function freeBytes(path: string): Promise<number | undefined> {
  const found = await fs.statfs(path).catch(() => undefined)
  if (found !== undefined) return found.bavail * found.bsize
  const above = dirname(resolve(path))
  return above === resolve(path) ? undefined : await freeBytes(above)
}

async function mode(path: string): Promise<number | undefined> {
  if (process.platform === 'win32') return undefined
  const found = await wrapDiskErrors('read', path, () => unlessMissing(fs.stat(path)))
  return found && found.mode & 0o777
}

function remove(path: string): Promise<void> {
  return wrapDiskErrors('remove', path, () => fs.rm(path, { force: true }))
}

function write(path: string, data: string | Uint8Array, mode: number, suffix?: string): Promise<void> {
  return wrapDiskErrors('write', path, async () => {
    const target = suffix === undefined ? await resolveLinks(path) : path
    await makeFolder(dirname(target), 0o700)
    const file =
      suffix === undefined
        ? await temporaryFile(path, target, mode)
        : await fixedTemporaryFile(path, target, suffix, mode)
    try {
      await file.write(data)
      await file.commit()
    } finally {
      await file.discard()
    }
  })
}

function link(path: string, as: string): Promise<void> {
  return wrapDiskErrors('write', as, async () => {
    const temporary = temporaryPath(as)
    try {
      await fs.link(path, temporary).catch(() => fs.copyFile(path, temporary))
      await fs.rename(temporary, as)
    } finally {
      // A name that was there for the same file is left by the rename.
      await fs.rm(temporary, { force: true })
    }
  })
}

function rename(path: string, to: string): Promise<void> {
  return wrapDiskErrors('write', to, async () => {
    const file = await fs.open(path, 'r+')
    await file.sync().finally(() => file.close())
    await fs.rename(path, to)
  })
}

function list(path: string): Promise<readonly string[] | undefined> {
  return wrapDiskErrors('read', path, () => unlessMissing(fs.readdir(path)))
}
