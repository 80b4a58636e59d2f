/** Node's compile cache (22.1 and later) keeps what V8 made of the tool, which takes a third off a start. */
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { stateFolder } from '../src/platform/folders.ts'

declare module 'module' {
  namespace Module {
    /** Missing in Node 22.0. */
    const enableCompileCache: ((folder: string) => unknown) | undefined
  }
}

/**
 * Keeps the cache in the state folder, once a first request has made that: a mere look leaves nothing behind. Code is run
 * as it is found in a cache, so nobody else may write there; Node's own default lies in the shared /tmp. A folder that
 * NODE_COMPILE_CACHE names is the user's choice, and Node uses that instead. Node 20 has no cache, and does not load the
 * module that would have it.
 */
export function keepCompiled(env: NodeJS.ProcessEnv): void {
  try {
    if (Number.parseInt(process.versions.node, 10) < 22) return
    const state = stateFolder(env)
    if (!isOwn(state)) return
    const folder = join(state, 'compiled')
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 })
    if (isOwn(folder)) process.getBuiltinModule('node:module').enableCompileCache?.(folder)
  } catch {
    // Without a cache a start takes longer, and no more.
  }
}

/** Whether nobody but this user may write there. Windows keeps such folders in a profile that only its user may enter. */
function isOwn(folder: string): boolean {
  const { uid, mode } = statSync(folder)
  return process.geteuid === undefined || (uid === process.geteuid() && (mode & 0o022) === 0)
}
