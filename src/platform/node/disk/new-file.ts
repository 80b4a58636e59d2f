import { type FileHandle, open, readlink, realpath, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Failure } from '../../../lib/errors.ts'
import type { NewFile, Part } from '../../ports.ts'
import { goOn, named } from './append-file.ts'
import { inWords, unlessMissing } from './errno.ts'
import { writePipe } from './pipe.ts'
import { beside } from './temporary-file.ts'

/** `Files.create`. @param signal ends the wait for somebody who reads a pipe */
export function create(
  path: string,
  part: Part | undefined,
  wanted: number | undefined,
  signal: AbortSignal,
): Promise<NewFile> {
  return inWords('write', path, async () => {
    const there = await unlessMissing(stat(path))
    const isStraight = there !== undefined && !there.isFile() && !there.isDirectory()
    const target = isStraight ? path : await followed(path)
    if (part !== undefined && part.bytes > 0 && (isStraight || target !== path)) throw otherTarget(path, isStraight)
    if (there?.isFIFO()) return intoPipe(path, await writePipe(path, signal))
    if (isStraight) return straight(path, await open(path, 'w'))
    // A rename would go through where writing is not allowed, so a folder or a write-protected file is refused here.
    if (there !== undefined) await (await open(target, 'r+')).close()
    const mode = wanted ?? (there && there.mode & 0o777)
    // What a link leads to may be on another disk, where no part beside the link could be renamed to it.
    return part === undefined || target !== path ? aside(path, target, mode) : goneOn(path, part, mode)
  })
}

/** What an earlier run has begun can only become whole where it began. */
function otherTarget(path: string, isStraight: boolean): Failure {
  const what = isStraight ? 'no file any more' : 'a link by now'
  return new Failure('usage', `${path} is ${what}, and the run that was interrupted wrote a file`, {
    hint: `rm ${path}, and the same line goes on; --restart begins anew`,
  })
}

/** Where links lead, so that they stay links; the file at their end may still be missing. */
export async function followed(path: string): Promise<string> {
  const next = await readlink(path).catch(() => undefined)
  return next === undefined ? path : followed(resolve(await realpath(dirname(path)), next))
}

function intoPipe(path: string, pipe: Awaited<ReturnType<typeof writePipe>>): NewFile {
  return straight(path, { writeFile: pipe.write, close: pipe.close })
}

/** What a device or a pipe can do. */
interface Straight {
  writeFile(chunk: string | Uint8Array): Promise<void>
  close(): Promise<void>
}

/** A device or pipe: nothing can be taken back, and most cannot be flushed. */
function straight(path: string, handle: Straight): NewFile {
  const close = () => inWords('write', path, () => handle.close(), 'local')
  return {
    size: 0,
    regular: false,
    lasting: false,
    write: (chunk) => inWords('write', path, () => handle.writeFile(chunk), 'local'),
    flush: async () => undefined,
    commit: close,
    keep: close,
    discard: () => handle.close(),
  }
}

/** A file under a passing name in the same folder. Without a mode the umask decides. */
export async function aside(path: string, target: string, mode: number | undefined): Promise<NewFile> {
  const name = beside(target)
  const handle = await open(name, 'wx', mode ?? 0o666)
  // The umask may have taken bits away.
  if (mode !== undefined) await handle.chmod(mode)
  return unfinished({ path, target, name, handle, bytes: 0, lasting: false })
}

/** A file that only one process writes, under a passing name that it finds again should it die meanwhile. */
export async function again(path: string, target: string, ending: string, mode: number): Promise<NewFile> {
  const name = `${target}${ending}`
  const handle = await goOn(name, 0, mode)
  return unfinished({ path, target, name, handle, bytes: 0, lasting: false })
}

/** A file under a name that another run finds again, which whoever has claimed the output may write. */
async function goneOn(path: string, part: Part, mode: number | undefined): Promise<NewFile> {
  const name = `${path}${part.ending}`
  const handle = await wholePart(name, part.bytes, mode)
  return unfinished({ path, target: path, name, handle, bytes: part.bytes, lasting: true })
}

interface Unfinished {
  /** As it was typed. */
  readonly path: string
  readonly target: string
  /** Until it is committed. */
  readonly name: string
  readonly handle: FileHandle
  readonly bytes: number
  readonly lasting: boolean
}

function unfinished({ path, target, name, handle, bytes, lasting }: Unfinished): NewFile {
  let size = bytes
  const kept = (run: () => Promise<void>) => inWords('write', path, run, 'local')
  return {
    get size() {
      return size
    },
    regular: true,
    lasting,
    write: (chunk) =>
      kept(async () => {
        await handle.writeFile(chunk)
        size += Buffer.byteLength(chunk)
      }),
    flush: () => kept(() => handle.datasync()),
    commit: () => kept(() => named(handle, name, target)),
    keep: () => kept(() => handle.close()),
    async discard() {
      await handle.close()
      await rm(name, { force: true })
    },
  }
}

/** What was kept; for a part that has lost its end no other run may go on. */
async function wholePart(path: string, bytes: number, mode: number | undefined): Promise<FileHandle> {
  const size = (await unlessMissing(stat(path)))?.size ?? 0
  if (size < bytes)
    throw new Failure('usage', `${path} has lost its end: ${size} of ${bytes} bytes are there`, {
      hint: 'add --restart to begin anew',
    })
  const handle = await goOn(path, bytes, mode)
  if (mode !== undefined) await handle.chmod(mode)
  return handle
}
