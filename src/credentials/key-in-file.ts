import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { decodeBase64, decrypt, encrypt, refuseLaterSeal } from './cipher.ts'
import { checkPrivateFile } from './file-permissions.ts'
import { defaultKeyFilePath, profileFilePath } from './paths.ts'

/** The data key, encrypted with a key of the key file, as in the file of profiles. The environment says where the key file is. */
export interface KeyFileKey {
  readonly by: 'file'
  readonly sealed: string
}

const ASSOCIATED_DATA = 'gong data key under a key file'

/** GONG_KEY_FILE, else `key` in the config folder. */
export function keyFilePath(env: Context['env']): string {
  return env.GONG_KEY_FILE || defaultKeyFilePath(env)
}

/**
 * Encrypts a data key with the newest key of the key file, which is made (0600) when missing.
 *
 * @param addKey adds a key to the file first, since the profiles still need the older one
 * @throws Failure `auth` when the key file cannot be used
 */
export async function wrapWithKeyFile(context: Context, dataKey: Uint8Array, addKey = false): Promise<KeyFileKey> {
  const { files, random } = context
  const path = keyFilePath(context.env)
  // Two first runs at once must use one key.
  const key = await withKeyFileLock(context, path, async () => {
    const keys = (await files.read(path)) === undefined ? [] : await readKeys(context, path)
    const last = keys.at(-1)
    if (last !== undefined && !addKey) return last
    const made = random(32)
    await writeKeys(context, path, [...keys, made])
    return made
  })
  return { by: 'file', sealed: encrypt(key, dataKey, ASSOCIATED_DATA, random) }
}

/**
 * Decrypts the data key.
 *
 * @throws Failure `auth` when the key file is missing, another one, or accessible to other users
 */
export async function unwrapWithKeyFile(context: Context, { sealed }: KeyFileKey): Promise<Uint8Array> {
  refuseLaterSeal(profileFilePath(context.env), sealed)
  const path = keyFilePath(context.env)
  return decrypt(keyFor(sealed, await readKeys(context, path), path), sealed, ASSOCIATED_DATA)
}

/**
 * Removes from the key file of the config folder every key but the one that `now` needs, and the file without `now`. A key file
 * elsewhere may have keys of other profiles, and stays as it is.
 *
 * @returns where the old key still is, as a sentence; `undefined` when nowhere
 */
export async function pruneKeyFile(context: Context, now: KeyFileKey | undefined): Promise<string | undefined> {
  const path = keyFilePath(context.env)
  if (path !== defaultKeyFilePath(context.env))
    return `the old key stays in ${path}, for other profiles that may need it`
  await withKeyFileLock(context, path, async () => {
    if (now === undefined) await context.files.remove(path)
    else await writeKeys(context, path, [keyFor(now.sealed, await readKeys(context, path), path)])
  })
  return undefined
}

/** Parses what `wrapWithKeyFile` made; `undefined` for anything else. */
export function parseKeyFileKey({ by, sealed }: { readonly [key: string]: unknown }): KeyFileKey | undefined {
  return by === 'file' && typeof sealed === 'string' ? { by, sealed } : undefined
}

function withKeyFileLock<T>({ files }: Context, path: string, run: () => Promise<T>): Promise<T> {
  return files.withLock(`${path}.lock`, run)
}

/** The keys of a key file, one a line, the newest last. There is more than one only during `profiles rekey`. */
async function readKeys({ files }: Context, path: string): Promise<readonly Uint8Array[]> {
  const text = await files.read(path)
  if (text === undefined) {
    throw new Failure('auth', `the profiles are sealed with a key file, and ${path} is not there`, {
      hint: 'set GONG_KEY_FILE to where the key file lies',
    })
  }
  await checkPrivateFile(files, 'the key file', path)
  const lines = Buffer.from(text).toString().trim().split(/\s+/)
  return lines.map((line) => parseKey(line, path))
}

function parseKey(line: string, path: string): Uint8Array {
  const key = decodeBase64(line)
  if (key?.length !== 32) throw new Failure('auth', `${path} is not a key file: 32 bytes in base64 are expected`)
  return key
}

async function writeKeys({ files }: Context, path: string, keys: readonly Uint8Array[]): Promise<void> {
  await files.removeTemporaryFiles(path)
  await files.write(path, keys.map((key) => `${Buffer.from(key).toString('base64')}\n`).join(''), 0o600)
}

/** The key that decrypts it. @throws Failure `auth` when none does */
function keyFor(sealed: string, keys: readonly Uint8Array[], path: string): Uint8Array {
  const decrypts = (key: Uint8Array) => {
    try {
      decrypt(key, sealed, ASSOCIATED_DATA)
      return true
    } catch {
      return false
    }
  }
  const key = keys.find(decrypts)
  if (key !== undefined) return key
  const message = `the key file ${path} is not the one of these profiles, or the file of profiles was changed outside gong`
  throw new Failure('auth', message)
}
