import { basename, dirname, resolve } from 'node:path'
import { Failure } from '../../src/lib/errors.ts'
import type { AppendFile, Files, NewFile, PartialFile } from '../../src/platform/files.ts'

/** The home of the person whose files these are, which is also the working folder. */
const HOME = '/home/ana'

/** The environment that puts gong's own files there. */
export const HOME_ENV = {
  GONG_CONFIG_DIR: `${HOME}/.config/gong`,
  GONG_STATE_DIR: `${HOME}/.local/state/gong`,
  GONG_DATA_DIR: `${HOME}/.local/share/gong`,
}

interface Entry {
  bytes: Uint8Array
  readonly mode: number
  readonly id: string
  /** Of the content. */
  readonly version: string
}

/**
 * `Files` in the memory of this process, for command lines whose subject is not the disk. Each folder that is named is there.
 * No other process can see them, so a lock only waits for this one.
 *
 * @param start texts by path
 */
export function memoryFiles(start: Readonly<Record<string, string>> = {}): Files {
  const entries = new Map<string, Entry>()
  const folders = new Set([HOME])
  const locks = new Map<string, Promise<unknown>>()
  const absolute = (path: string) => resolve(HOME, path)
  const at = (path: string) => entries.get(absolute(path))
  /** @param id of the file that goes on; a new one when left out */
  const put = (path: string, data: string | Uint8Array, mode = 0o644, id: string = crypto.randomUUID()) => {
    for (let folder = dirname(absolute(path)); folder !== dirname(folder); folder = dirname(folder)) folders.add(folder)
    entries.set(absolute(path), { bytes: Buffer.from(data), mode, id, version: crypto.randomUUID() })
  }
  const withLock: Files['withLock'] = async (path, run) => {
    const before = locks.get(absolute(path)) ?? Promise.resolve()
    const now = before.then(() => run(async () => undefined))
    locks.set(
      absolute(path),
      now.catch(() => undefined),
    )
    return await now
  }
  for (const [path, text] of Object.entries(start)) put(path, text)
  return {
    absolute,
    freeBytes: async () => undefined,
    realPath: async (path) => absolute(path),
    read: async (path) => at(path)?.bytes,
    readNoFollow: async (path) => at(path)?.bytes,
    fileId: async (path) => at(path)?.id,
    fileVersion: async (path) => at(path)?.version,
    mode: async (path) => at(path)?.mode,
    write: async (path, data, mode) => put(path, data, mode),
    writeUnsynced: async (path, text) => put(path, text, 0o600),
    link: async (path, as) => put(as, at(path)?.bytes ?? ''),
    rename: async (path, to) => {
      put(to, at(path)?.bytes ?? '')
      entries.delete(absolute(path))
    },
    remove: async (path) => void entries.delete(absolute(path)),
    removeTemporaryFiles: async () => undefined,
    open: async (path) => {
      const found = at(path)
      return (
        found && { name: basename(path), size: found.bytes.length, regular: true, chunks: () => chunked(found.bytes) }
      )
    },
    readPart: async (path, from, bytes) => at(path)?.bytes.slice(from, from + bytes),
    create: async (path, part, mode) => newFile(path, part, mode),
    append: async (path, from, mode) => growing(path, from, mode),
    makeFolder: async (path) => {
      if (at(path)) throw new Failure('usage', `cannot write ${path}: it is a file`)
      folders.add(absolute(path))
    },
    list: async (path) => {
      const inside = [...entries.keys(), ...folders].filter((name) => dirname(name) === absolute(path))
      return folders.has(absolute(path)) ? inside.map((name) => basename(name)).sort() : undefined
    },
    withLock,
    lockOutput: async () => ({ assertHeld: async () => undefined, release: async () => undefined }),
  }

  function newFile(path: string, part: PartialFile | undefined, mode: number | undefined): NewFile {
    const temporary = path + (part?.suffix ?? '.temporary')
    const pieces = [Buffer.from(at(temporary)?.bytes ?? '').subarray(0, part?.bytes ?? 0)]
    const bytes = () => Buffer.concat(pieces)
    const id = at(temporary)?.id ?? crypto.randomUUID()
    return {
      get size() {
        return pieces.reduce((sum, { length }) => sum + length, 0)
      },
      regular: true,
      resumable: true,
      write: async (chunk) => void pieces.push(Buffer.from(chunk)),
      flush: async () => put(temporary, bytes(), mode, id),
      keep: async () => put(temporary, bytes(), mode, id),
      commit: async () => {
        put(path, bytes(), mode ?? at(path)?.mode, id)
        entries.delete(absolute(temporary))
      },
      discard: async () => void entries.delete(absolute(temporary)),
    }
  }

  function growing(path: string, from: number, mode = at(path)?.mode): AppendFile {
    const bytes = () => at(path)?.bytes ?? new Uint8Array()
    put(path, bytes().slice(0, from), mode, at(path)?.id)
    return {
      write: async (chunk) => put(path, Buffer.concat([bytes(), Buffer.from(chunk)]), mode, at(path)?.id),
      sync: async () => undefined,
      close: async () => undefined,
      rename: async (to) => {
        put(to, bytes(), mode, at(path)?.id)
        entries.delete(absolute(path))
      },
    }
  }
}

async function* chunked(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
