import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { fromBase64, open, seal } from './cipher.ts'
import { refuseOpenToOthers } from './file-permissions.ts'
import { configFolder } from './folders.ts'

/** A data key that a key file opens, as it stands in the store. Where the file lies is for the environment to say. */
export interface ByFile {
  readonly by: 'file'
  readonly sealed: string
}

const aad = 'gong data key under a key file'

/** GONG_KEY_FILE, else `key` in the config folder. */
export function keyFilePath(env: Context['env']): string {
  return env.GONG_KEY_FILE || ownPath(env)
}

function ownPath(env: Context['env']): string {
  return `${configFolder(env)}/key`
}

/**
 * Wraps a data key under the key file, which is made (0600) when missing.
 * @param anew adds a key to those of the file, for a store that is sealed with an older one
 * @throws Failure `auth` when there is one that cannot be used.
 */
export async function wrapByFile(context: Context, dataKey: Uint8Array, anew = false): Promise<ByFile> {
  const { files, random } = context
  const path = keyFilePath(context.env)
  // Two first runs at once must end up with one key.
  const key = await locked(context, path, async () => {
    const there = (await files.read(path)) === undefined ? [] : await readKeys(context, path)
    const last = there.at(-1)
    if (last !== undefined && !anew) return last
    const made = random(32)
    await writeKeys(context, path, [...there, made])
    return made
  })
  return { by: 'file', sealed: seal(key, dataKey, aad, random) }
}

/**
 * The data key again.
 * @throws Failure `auth` when the key file is missing, another one, or open to others.
 */
export async function unwrapByFile(context: Context, { sealed }: ByFile): Promise<Uint8Array> {
  const path = keyFilePath(context.env)
  return open(keyFor(sealed, await readKeys(context, path), path), sealed, aad)
}

/**
 * Leaves in the key file of the config folder the key that `now` needs, and removes the file when there is none. A file
 * elsewhere may serve other stores, and stays as it is.
 * @returns what stayed, as a sentence
 */
export async function dropFromFile(context: Context, now: ByFile | undefined): Promise<string | undefined> {
  const path = keyFilePath(context.env)
  if (path !== ownPath(context.env)) return `the old key stays in ${path}, for other profiles that may need it`
  await locked(context, path, async () => {
    if (now === undefined) await context.files.remove(path)
    else await writeKeys(context, path, [keyFor(now.sealed, await readKeys(context, path), path)])
  })
  return undefined
}

/** A wrapping read from a file, or `undefined` when it is none. */
export function fileWrapping({ by, sealed }: { readonly [key: string]: unknown }): ByFile | undefined {
  return by === 'file' && typeof sealed === 'string' ? { by, sealed } : undefined
}

function locked<T>({ files }: Context, path: string, run: () => Promise<T>): Promise<T> {
  return files.withLock(`${path}.lock`, run)
}

/** The keys of a key file: one a line, the newest last. There is more than one while profiles are sealed anew. */
async function readKeys({ files }: Context, path: string): Promise<readonly Uint8Array[]> {
  const text = await files.read(path)
  if (text === undefined) {
    throw new Failure('auth', `the profiles are sealed with a key file, and ${path} is not there`, {
      hint: 'set GONG_KEY_FILE to where the key file lies',
    })
  }
  await refuseOpenToOthers(files, 'the key file', path)
  const lines = Buffer.from(text).toString().trim().split(/\s+/)
  return lines.map((line) => keyIn(line, path))
}

function keyIn(line: string, path: string): Uint8Array {
  const key = fromBase64(line)
  if (key?.length !== 32) throw new Failure('auth', `${path} is not a key file: 32 bytes in base64 are expected`)
  return key
}

async function writeKeys({ files }: Context, path: string, keys: readonly Uint8Array[]): Promise<void> {
  await files.removeTemporaryFiles(path)
  await files.write(path, keys.map((key) => `${Buffer.from(key).toString('base64')}\n`).join(''), 0o600)
}

/** The key that opens it. @throws Failure `auth` when none does */
function keyFor(sealed: string, keys: readonly Uint8Array[], path: string): Uint8Array {
  const opens = (key: Uint8Array) => {
    try {
      open(key, sealed, aad)
      return true
    } catch {
      return false
    }
  }
  const key = keys.find(opens)
  if (key !== undefined) return key
  const message = `the key file ${path} is not the one of these profiles, or the file of profiles was changed outside gong`
  throw new Failure('auth', message)
}
