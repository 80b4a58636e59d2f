import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { decodeBase64, decrypt, encrypt, refuseLaterSeal } from './cipher.ts'
import { profileFilePath } from './paths.ts'

/** A reference to the data key in the keychain of the OS, as in the file of profiles. */
export interface KeychainKey {
  readonly by: 'keychain'
  /** Its account in the keychain: random, so that no two config folders share a key by accident. */
  readonly account: string
  /** An empty text, encrypted with the key, to recognize the right key. */
  readonly proof: string
}

const SERVICE = 'gong'
const ASSOCIATED_DATA = 'gong data key in the keychain'

/**
 * Stores a data key in the keychain, under a new account.
 *
 * @throws Failure `auth`, with the alternatives as a hint, when that fails
 */
export async function storeInKeychain(context: Context, dataKey: Uint8Array): Promise<KeychainKey> {
  const account = newAccount(context)
  await withHint('--keys passphrase, or --keys file', () => storeVerified(context, account, dataKey))
  return { by: 'keychain', account, proof: encrypt(dataKey, '', ASSOCIATED_DATA, context.random) }
}

/**
 * Reads the data key.
 *
 * @throws Failure `auth`, with the alternatives as a hint, when the keychain is missing, locked, slow or without the key
 */
export async function readFromKeychain(
  { keychain, env }: Context,
  { account, proof }: KeychainKey,
): Promise<Uint8Array> {
  refuseLaterSeal(profileFilePath(env), proof)
  const found = await withHint(UNAVAILABLE_HINT, () => keychain.get(SERVICE, account))
  if (found === undefined) {
    const message = `the profiles are sealed with a key in the keychain, and it holds none under ${SERVICE}, ${account}`
    throw new Failure('auth', message, { hint: MISSING_HINT })
  }
  const key = decodeBase64(found) ?? new Uint8Array()
  const broken =
    'the key in the keychain is not the one of these profiles, or the file of profiles was changed outside gong'
  if (key.length !== 32) throw new Failure('auth', broken)
  decrypt(key, proof, ASSOCIATED_DATA, broken)
  return key
}

/** Why the keychain cannot be used, tested by storing a value for a moment; `undefined` when it can. */
export async function keychainProblem(context: Context): Promise<string | undefined> {
  const account = `probe-${newAccount(context)}`
  try {
    await storeVerified(context, account, context.random(32))
    await context.keychain.remove(SERVICE, account)
    return undefined
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
}

/** Deletes a data key. @returns that it is still there, as a sentence; `undefined` when it is not */
export async function deleteFromKeychain({ keychain }: Context, { account }: KeychainKey): Promise<string | undefined> {
  try {
    await keychain.remove(SERVICE, account)
    return undefined
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return `the old key, which opens nothing any more, stays in the keychain under ${SERVICE}, ${account}: ${error.message}`
  }
}

/** Parses what `storeInKeychain` made; `undefined` for anything else. */
export function parseKeychainKey({ by, account, proof }: { readonly [key: string]: unknown }): KeychainKey | undefined {
  const isOne = by === 'keychain' && typeof account === 'string' && typeof proof === 'string'
  return isOne ? { by, account, proof } : undefined
}

function newAccount({ random }: Context): string {
  return Buffer.from(random(16)).toString('hex')
}

/** Stores a key and reads it back, since some keychains accept a value without keeping it. */
async function storeVerified({ keychain }: Context, account: string, key: Uint8Array): Promise<void> {
  const text = Buffer.from(key).toString('base64')
  await keychain.set(SERVICE, account, text)
  if ((await keychain.get(SERVICE, account)) === text) return
  throw new Failure('auth', 'the keychain does not give back what was put there')
}

const UNAVAILABLE_HINT =
  'open the keychain and run it again; to do without: gong profiles rekey --keys passphrase where it opens, or GONG_ACCESS_KEY and GONG_ACCESS_KEY_SECRET'

const MISSING_HINT =
  'it may be in the keychain of another user or machine; else gong profiles remove <name>, and add it anew'

async function withHint<T>(hint: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (cause) {
    throw cause instanceof Failure ? new Failure(cause.kind, cause.message, { hint, cause }) : cause
  }
}
