import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdir, readdir, readlink, realpath, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { Failure } from '../../lib/errors.ts'
import { type DuckDb, IN_MEMORY } from '../duckdb.ts'

/** For owners alone: 0600, and 0700 for folders. */
const PRIVATE_UMASK = 0o077

/** Where DuckDB may be installed. */
export interface LibraryPlaces {
  /** Among the packages of this program. Those of an executable would be looked for in the working folder, which is anybody's. */
  readonly amongPackages: boolean
  /** Folders whose `node_modules` may have it. */
  readonly folders: readonly string[]
}

/**
 * DuckDB from where it is installed: where this program is, beside the executable, or in the data folder.
 *
 * @param newId names the folder of what memory has no room for
 */
export async function loadDuckDb(places: LibraryPlaces, newId: () => string = randomUUID): Promise<DuckDb | undefined> {
  const library = await loadLibrary(places)
  if (library === undefined) return undefined
  return {
    library,
    nameOf: async (path) =>
      basename(await behindLinks(path))
        .split('.')
        .find(Boolean) ?? '',
    async open(path, options) {
      const release = holdUmask()
      let leave: () => void = () => undefined
      try {
        const canWrite = path !== IN_MEMORY && options.access_mode !== 'READ_ONLY'
        if (canWrite) await mkdir(dirname(path), { recursive: true })
        const place = path === IN_MEMORY ? path : await behindLinks(path)
        leave = enter(place, canWrite)
        const spill = spillFolder(place, newId())
        const instance = await library.DuckDBInstance.create(place, { temp_directory: spill.path, ...options })
        // Nobody else has the file open.
        if (canWrite) await spill.removeOthers()
        const connection = await instance.connect()
        return {
          connection,
          close() {
            connection.closeSync()
            instance.closeSync()
            spill.remove()
            leave()
            release()
          },
        }
      } catch (error) {
        leave()
        release()
        throw error
      }
    },
  }
}

interface OpenedFile {
  readonly place: string
  readonly canWrite: boolean
}

/** The files that this process has open. */
const openedFiles = new Set<OpenedFile>()

/**
 * The system keeps processes out of each other's files, and no process out of its own.
 *
 * @returns what gives the file back
 * @throws what DuckDB says of a file that another process has
 */
function enter(place: string, canWrite: boolean): () => void {
  const isTaken = (one: OpenedFile) => one.place === place && (canWrite || one.canWrite)
  if (place !== IN_MEMORY && [...openedFiles].some(isTaken))
    throw new Error(`Could not set lock on file "${place}": it is open here (PID ${process.pid})`)
  const file = { place, canWrite }
  openedFiles.add(file)
  return () => void openedFiles.delete(file)
}

/** The folders of this process. */
const spilled = new Set<string>()

/** Removes what this process has put on the disk for want of memory, before it is killed. */
export function removeSpilled(): void {
  for (const path of spilled) rmSync(path, { recursive: true, force: true })
}

/**
 * Removes what another process has put there that is gone: until its last moment DuckDB may write anew what was removed.
 *
 * @param path of the database @param id as that process named its folder
 */
export async function removeSpilledOf(path: string, id: string): Promise<void> {
  await rm(`${besides(await behindLinks(path))}${id}`, { recursive: true, force: true })
}

/** What the names of such folders begin with. */
function besides(place: string): string {
  return `${place}.tmp-`
}

/**
 * Where DuckDB puts what takes more memory than it may have. Two that share a folder write over each other's files, and a run
 * that is killed leaves its own, with people's texts in it.
 */
function spillFolder(place: string, id: string) {
  const all = place !== IN_MEMORY ? besides(place) : join(tmpdir(), 'gong-duckdb-')
  const path = `${all}${id}`
  spilled.add(path)
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true })
      spilled.delete(path)
    },
    async removeOthers() {
      for (const name of await readdir(dirname(all))) {
        const other = join(dirname(all), name)
        if (other.startsWith(all) && other !== path) await rm(other, { recursive: true, force: true })
      }
    },
  }
}

/** DuckDB names its log by the file behind a link, and without external access may open none but that of the name it was given. */
async function behindLinks(path: string): Promise<string> {
  const found = await realpath(path).catch(() => undefined)
  // The file may be missing still, as at the first sync.
  return found ?? resolve(dirname(path), await readlink(path).catch(() => path))
}

async function loadLibrary({ amongPackages, folders }: LibraryPlaces): Promise<DuckDb['library'] | undefined> {
  const attempts = [
    ...(amongPackages ? [() => import('@duckdb/node-api')] : []),
    // By its path: a name would be looked for in every folder above, too.
    ...folders.map((folder) => async () => createRequire(folder)(join(folder, 'node_modules', '@duckdb', 'node-api'))),
  ]
  for (const load of attempts) {
    try {
      return await load()
    } catch (error) {
      if (!isMissing(error)) throw unusable(error)
    }
  }
  return undefined
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND'
}

function unusable(cause: unknown): Failure {
  const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
  return new Failure('local', `DuckDB is installed, and cannot be loaded: ${why}`, { cause })
}

let holders = 0
let before = 0

/** DuckDB makes files whenever it likes, and asks nobody for their mode: as long as one is open, the umask is private. */
function holdUmask(): () => void {
  if (holders === 0) before = process.umask(PRIVATE_UMASK)
  holders += 1
  let released = false
  return () => {
    if (released) return
    released = true
    holders -= 1
    if (holders === 0) process.umask(before)
  }
}
