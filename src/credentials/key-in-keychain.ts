import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { fromBase64, open, seal } from './cipher.ts'

/** A data key that lies in the keychain of the OS, as it stands in the store. */
export interface ByKeychain {
  readonly by: 'keychain'
  /** Where it lies in the keychain: random, so that no two stores share a key by accident. */
  readonly account: string
  /** Nothing, sealed under the key: only the right key opens it. */
  readonly proof: string
}

const service = 'gong'
const aad = 'gong data key in the keychain'

/**
 * Puts a data key into the keychain, under a new account.
 * @throws Failure `auth` with the other ways when the keychain does not take it
 */
export async function wrapByKeychain(context: Context, dataKey: Uint8Array): Promise<ByKeychain> {
  const account = newAccount(context)
  await orOtherwise('--keys passphrase, or --keys file', () => put(context, account, dataKey))
  return { by: 'keychain', account, proof: seal(dataKey, '', aad, context.random) }
}

/**
 * The data key again.
 * @throws Failure `auth` with the other ways when the keychain is missing, locked, slow or without the key
 */
export async function unwrapByKeychain({ keychain }: Context, { account, proof }: ByKeychain): Promise<Uint8Array> {
  const found = await orOtherwise(elsewhere, () => keychain.get(service, account))
  if (found === undefined) {
    const message = `the profiles are sealed with a key in the keychain, and it holds none under ${service}, ${account}`
    throw new Failure('auth', message, { hint: lost })
  }
  const key = fromBase64(found) ?? new Uint8Array()
  const broken =
    'the key in the keychain is not the one of these profiles, or the file of profiles was changed outside gong'
  if (key.length !== 32) throw new Failure('auth', broken)
  open(key, proof, aad, broken)
  return key
}

/** Why the keychain cannot be used, found out by keeping something there for a moment; `undefined` when it can. */
export async function keychainTrouble(context: Context): Promise<string | undefined> {
  const account = `probe-${newAccount(context)}`
  try {
    await put(context, account, context.random(32))
    await context.keychain.remove(service, account)
    return undefined
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
}

/** Takes the key of a store that is gone out of the keychain. @returns what stayed there, as a sentence */
export async function dropFromKeychain({ keychain }: Context, { account }: ByKeychain): Promise<string | undefined> {
  try {
    await keychain.remove(service, account)
    return undefined
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return `the old key, which opens nothing any more, stays in the keychain under ${service}, ${account}: ${error.message}`
  }
}

/** A wrapping read from a file, or `undefined` when it is none. */
export function keychainWrapping({ by, account, proof }: { readonly [key: string]: unknown }): ByKeychain | undefined {
  const isOne = by === 'keychain' && typeof account === 'string' && typeof proof === 'string'
  return isOne ? { by, account, proof } : undefined
}

function newAccount({ random }: Context): string {
  return Buffer.from(random(16)).toString('hex')
}

/** A keychain that takes a key and does not give it back has not kept it. */
async function put({ keychain }: Context, account: string, key: Uint8Array): Promise<void> {
  const text = Buffer.from(key).toString('base64')
  await keychain.set(service, account, text)
  if ((await keychain.get(service, account)) === text) return
  throw new Failure('auth', 'the keychain does not give back what was put there')
}

const elsewhere =
  'open the keychain and run it again; to do without: gong profiles rekey --keys passphrase where it opens, or GONG_ACCESS_KEY and GONG_ACCESS_KEY_SECRET'

const lost = 'it may be in the keychain of another user or machine; else gong profiles remove <name>, and add it anew'

async function orOtherwise<T>(hint: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (cause) {
    throw cause instanceof Failure ? new Failure(cause.kind, cause.message, { hint, cause }) : cause
  }
}
