import type { Context } from '../context.ts'
import { Failure } from '../errors.ts'
import { configFolder } from './folders.ts'
import { refuseOpenToOthers } from './private.ts'
import { fromBase64, open, seal } from './seal.ts'

/** A data key that a key file opens, as it stands in the store. Where the file lies is for the environment to say. */
export interface ByFile {
  readonly by: 'file'
  readonly sealed: string
}

const aad = 'gong data key under a key file'

/** GONG_KEY_FILE, else `key` in the config folder. */
export function keyFilePath(env: Context['env']): string {
  return env.GONG_KEY_FILE || `${configFolder(env)}/key`
}

/**
 * Wraps a data key under the key file, which is made (0600) when missing.
 * @throws Failure `auth` when there is one that cannot be used.
 */
export async function wrapByFile(context: Context, dataKey: Uint8Array): Promise<ByFile> {
  const path = keyFilePath(context.env)
  // Two first runs at once must end up with one key.
  await context.files.locked(`${path}.lock`, async () => {
    if ((await context.files.read(path)) !== undefined) return
    await context.files.write(path, `${Buffer.from(context.random(32)).toString('base64')}\n`, 0o600)
  })
  return { by: 'file', sealed: seal(await readKey(context, path), dataKey, aad, context.random) }
}

/**
 * The data key again.
 * @throws Failure `auth` when the key file is missing, another one, or open to others.
 */
export async function unwrapByFile(context: Context, wrapped: ByFile): Promise<Uint8Array> {
  const path = keyFilePath(context.env)
  const broken = `the key file ${path} is not the one of these profiles, or the file of profiles was changed outside gong`
  return open(await readKey(context, path), wrapped.sealed, aad, broken)
}

/** A wrapping read from a file, or `undefined` when it is none. */
export function fileWrapping({ by, sealed }: { readonly [key: string]: unknown }): ByFile | undefined {
  return by === 'file' && typeof sealed === 'string' ? { by, sealed } : undefined
}

async function readKey({ files }: Context, path: string): Promise<Uint8Array> {
  const text = await files.read(path)
  if (text === undefined) {
    throw new Failure('auth', `the profiles are sealed with a key file, and ${path} is not there`, {
      hint: 'set GONG_KEY_FILE to where the key file lies',
    })
  }
  await refuseOpenToOthers(files, 'the key file', path)
  const key = fromBase64(Buffer.from(text).toString().trim())
  if (key?.length !== 32) throw new Failure('auth', `${path} is not a key file: 32 bytes in base64 are expected`)
  return key
}
