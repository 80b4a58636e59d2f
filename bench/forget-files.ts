import { spawnSync } from 'node:child_process'
import { closeSync, fsyncSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'

const HEAD_BYTES = 4096

/**
 * Makes the machine forget what it keeps in memory of the files of a folder, as after it has been switched on. What has
 * just been written is first put to disk.
 *
 * @returns whether it has: not where there is no `dd` of GNU, and not on a disk that is itself in memory
 */
export function forgetFiles(folder: string): boolean {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  return files.every(forget) && files.slice(0, 1).every(isReadFromDisk) && files.slice(0, 1).every(forget)
}

function forget(file: string): boolean {
  const handle = openSync(file, 'r')
  fsyncSync(handle)
  closeSync(handle)
  return spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none']).status === 0
}

function isReadFromDisk(file: string): boolean {
  const before = process.resourceUsage().fsRead
  const handle = openSync(file, 'r')
  readSync(handle, new Uint8Array(HEAD_BYTES))
  closeSync(handle)
  return process.resourceUsage().fsRead > before
}
