import { resolve } from 'node:path'
import { Failure } from '../../lib/errors.ts'
import { once } from '../../lib/once.ts'
import type { Files } from '../files.ts'
import type { Keychain, Prompts } from '../ports.ts'
import type { Pipes } from './disk/pipe.ts'

/** The disk, loaded at the first access. @param interrupted ends every wait for a lock or a pipe */
export function lazyFiles(interrupted: () => AbortSignal, loadPipes?: () => Promise<Pipes>): Files {
  const disk = once(async () => (await import('./disk/files.ts')).diskFiles({ signal: interrupted(), loadPipes }))
  return {
    read: async (path) => (await disk()).read(path),
    readNoFollow: async (path) => (await disk()).readNoFollow(path),
    fileId: async (path) => (await disk()).fileId(path),
    fileVersion: async (path) => (await disk()).fileVersion(path),
    write: async (path, data, mode, suffix) => (await disk()).write(path, data, mode, suffix),
    removeTemporaryFiles: async (path) => (await disk()).removeTemporaryFiles(path),
    writeUnsynced: async (path, text) => (await disk()).writeUnsynced(path, text),
    remove: async (path) => (await disk()).remove(path),
    mode: async (path) => (await disk()).mode(path),
    open: async (path) => (await disk()).open(path),
    readPart: async (path, from, bytes) => (await disk()).readPart(path, from, bytes),
    create: async (path, part, mode) => (await disk()).create(path, part, mode),
    append: async (path, at, mode) => (await disk()).append(path, at, mode),
    link: async (path, as) => (await disk()).link(path, as),
    rename: async (path, to) => (await disk()).rename(path, to),
    makeFolder: async (path) => (await disk()).makeFolder(path),
    freeBytes: async (path) => (await disk()).freeBytes(path),
    absolute: (path) => resolve(path),
    realPath: async (path) => (await disk()).realPath(path),
    list: async (path) => (await disk()).list(path),
    withLock: async (path, run, ...how) => (await disk()).withLock(path, run, ...how),
    lockOutput: async (path, wait) => (await disk()).lockOutput(path, wait),
  }
}

/** The keychain, loaded at the first access. @param program the path of the helper @param env its environment */
export function lazyKeychain(program: string, env: () => NodeJS.ProcessEnv): Keychain {
  const load = async () => (await import('./keychain.ts')).systemKeychain(program, env())
  return {
    get: async (...where) => (await load()).get(...where),
    set: async (...what) => (await load()).set(...what),
    remove: async (...where) => (await load()).remove(...where),
  }
}

/** The prompts, loaded at the first question. @param available whether stdin and stderr are terminals */
export function lazyPrompts(available: () => boolean): Prompts {
  const load = async () => {
    if (!available()) throw new Failure('declined', 'there is a question here, and no terminal to ask it on')
    return (await import('./prompts.ts')).inquirerPrompts
  }
  return {
    get available() {
      return available()
    },
    text: async (message, options) => await (await load()).text(message, options),
    secret: async (message) => await (await load()).secret(message),
    confirm: async (message) => await (await load()).confirm(message),
  }
}
