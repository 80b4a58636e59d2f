import { promises as fs } from 'node:fs'
import { dirname } from 'node:path'
import { errorCode } from '../../../lib/error-code.ts'
import { Failure } from '../../../lib/errors.ts'

/**
 * Makes a folder, and those above it, when missing. Not Node's `recursive`, which never ends where a folder is there and
 * takes no other, as under /proc.
 *
 * @param mode the permission bits of what is made; what the umask leaves when left out
 * @throws Failure `usage` where a folder that is there takes no other, else the error of the disk
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  if (await made(path, mode)) return
  await makeFolder(dirname(path), mode)
  if (!(await made(path, mode)))
    throw new Failure('usage', `cannot write ${path}: no folder can be made in ${dirname(path)}`)
}

/** Writes into a folder; only when it is missing is it made first, and the write repeated: nearly always it is there. */
export async function inFolder(folder: string, write: () => void, mode: number): Promise<void> {
  try {
    write()
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    await makeFolder(folder, mode)
    write()
  }
}

/** Whether the folder is there now; false when the one above it is missing. */
async function made(path: string, mode?: number): Promise<boolean> {
  try {
    await fs.mkdir(path, { mode: mode ?? 0o777 })
    return true
  } catch (error) {
    const there = await fs.stat(path).catch(() => undefined)
    if (there?.isDirectory()) return true
    if (errorCode(error) === 'ENOENT' && dirname(path) !== path) return false
    throw error
  }
}
