import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { stateFolder } from '../folders.ts'

/** A library that is used again after that time is unpacked once more. */
const KEPT_MS = 30 * 86_400_000

/**
 * The environment of a process that loads a native library. Bun unpacks that into the folder of temporary files, by its
 * hash, where others may write and where it stays for good: so it gets a folder of its user's own, without what is old.
 *
 * @returns the environment as it is where no such folder can be made
 */
export function withLibraryFolder(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  try {
    const folder = join(stateFolder(env), 'libraries')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    for (const name of readdirSync(folder)) removeOld(join(folder, name))
    return { ...env, BUN_TMPDIR: folder, TMPDIR: folder, TMP: folder, TEMP: folder }
  } catch {
    return env
  }
}

function removeOld(path: string): void {
  if (statSync(path).mtimeMs < Date.now() - KEPT_MS) rmSync(path, { force: true })
}
