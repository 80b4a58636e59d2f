import { promises as fs } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Failure } from '../../../lib/errors.ts'
import type { NewFile, PartialFile } from '../../files.ts'
import { openAt, syncAndRename } from './append-file.ts'
import { unlessMissing, wrapDiskErrors } from './disk-errors.ts'
import type { PipeWriter } from './pipe.ts'
import { temporaryPath } from './temporary-file.ts'

/** `Files.create`. @param writePipe waits for the reader of a pipe */
export function createFile(
  path: string,
  part: PartialFile | undefined,
  wanted: number | undefined,
  writePipe: (path: string) => Promise<PipeWriter>,
): Promise<NewFile> {
  return wrapDiskErrors('write', path, async () => {
    const there = await unlessMissing(fs.stat(path))
    const isDevice = there !== undefined && !there.isFile() && !there.isDirectory()
    const target = isDevice ? path : await resolveLinks(path)
    if (part !== undefined && part.bytes > 0 && (isDevice || target !== path)) throw targetChanged(path, isDevice)
    if (there?.isFIFO()) return pipeFile(path, await writePipe(path))
    if (isDevice) return deviceFile(path, await fs.open(path, 'w'))
    // A rename would go through where writing is not allowed, so a folder or a write-protected file is refused here.
    if (there !== undefined) await (await fs.open(target, 'r+')).close()
    const mode = wanted ?? (there && there.mode & 0o777)
    // The target of a link may be on another disk, to which a part next to the link cannot be renamed.
    return part === undefined || target !== path ? temporaryFile(path, target, mode) : resumedFile(path, part, mode)
  })
}

/** A partial file can only be resumed where an earlier run began it. */
function targetChanged(path: string, isDevice: boolean): Failure {
  const what = isDevice ? 'no file any more' : 'a link by now'
  return new Failure('usage', `${path} is ${what}, and the run that was interrupted wrote a file`, {
    hint: `rm ${path}, and the same line goes on; --restart begins anew`,
  })
}

/** As many as Linux follows. */
const MOST_LINKS = 40

/** The target of a chain of links, so that a rename replaces it and not the link; it may be missing. */
export async function resolveLinks(path: string, most = MOST_LINKS): Promise<string> {
  const next = await fs.readlink(path).catch(() => undefined)
  if (next === undefined) return path
  // Of links that lead round in a circle the system says so.
  if (most === 0) return await fs.realpath(path)
  return await resolveLinks(resolve(await fs.realpath(dirname(path)), next), most - 1)
}

function pipeFile(path: string, pipe: PipeWriter): NewFile {
  return deviceFile(path, { writeFile: pipe.write, close: pipe.close })
}

/** A device or a pipe. */
interface Device {
  writeFile(chunk: string | Uint8Array): Promise<void>
  close(): Promise<void>
}

/** A device or a pipe: what was written cannot be discarded, and most cannot be flushed. */
function deviceFile(path: string, handle: Device): NewFile {
  const close = () => wrapDiskErrors('write', path, () => handle.close(), 'local')
  return {
    size: 0,
    regular: false,
    resumable: false,
    write: (chunk) => wrapDiskErrors('write', path, () => handle.writeFile(chunk), 'local'),
    flush: async () => undefined,
    commit: close,
    keep: close,
    discard: () => handle.close(),
  }
}

/** A file under a temporary name in the same folder. Without a mode the umask decides. */
export async function temporaryFile(path: string, target: string, mode: number | undefined): Promise<NewFile> {
  const name = temporaryPath(target)
  const handle = await fs.open(name, 'wx', mode ?? 0o666)
  // The umask may have taken bits away.
  if (mode !== undefined) await handle.chmod(mode)
  return uncommitted({ path, target, name, handle, bytes: 0, lasting: false })
}

/** The same under a fixed name, for a file that only one process writes: a crash leaves one file, which the next run replaces. */
export async function fixedTemporaryFile(path: string, target: string, suffix: string, mode: number): Promise<NewFile> {
  const name = `${target}${suffix}`
  const handle = await openAt(name, 0, mode)
  return uncommitted({ path, target, name, handle, bytes: 0, lasting: false })
}

/** A file under a fixed name that another run can resume; only the holder of the output's lock writes it. */
async function resumedFile(path: string, part: PartialFile, mode: number | undefined): Promise<NewFile> {
  const name = `${path}${part.suffix}`
  const handle = await openPart(name, part.bytes, mode)
  return uncommitted({ path, target: path, name, handle, bytes: part.bytes, lasting: true })
}

interface Uncommitted {
  /** As it was typed. */
  readonly path: string
  readonly target: string
  /** The temporary name, until it is committed. */
  readonly name: string
  readonly handle: FileHandle
  readonly bytes: number
  readonly lasting: boolean
}

function uncommitted({ path, target, name, handle, bytes, lasting }: Uncommitted): NewFile {
  let size = bytes
  const wrapped = (run: () => Promise<void>) => wrapDiskErrors('write', path, run, 'local')
  return {
    get size() {
      return size
    },
    regular: true,
    resumable: lasting,
    write: (chunk) =>
      wrapped(async () => {
        await handle.writeFile(chunk)
        size += Buffer.byteLength(chunk)
      }),
    flush: () => wrapped(() => handle.datasync()),
    commit: () => wrapped(() => syncAndRename(handle, name, target)),
    keep: () => wrapped(() => handle.close()),
    async discard() {
      await handle.close()
      await fs.rm(name, { force: true })
    },
  }
}

/** Opens a partial file at so many bytes. @throws Failure `usage` for one that is shorter */
async function openPart(path: string, bytes: number, mode: number | undefined): Promise<FileHandle> {
  const size = (await unlessMissing(fs.stat(path)))?.size ?? 0
  if (size < bytes)
    throw new Failure('usage', `${path} has lost its end: ${size} of ${bytes} bytes are there`, {
      hint: 'add --restart to begin anew',
    })
  const handle = await openAt(path, bytes, mode)
  if (mode !== undefined) await handle.chmod(mode)
  return handle
}
