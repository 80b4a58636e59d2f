import { Failure } from '../lib/errors.ts'
import { isRow } from '../lib/rows.ts'
import type { Context } from '../platform/ports.ts'
import {
  type PassphraseKey,
  parsePassphraseKey,
  unwrapWithPassphrase,
  wrapWithPassphrase,
} from './key-by-passphrase.ts'
import { type KeyFileKey, parseKeyFileKey, pruneKeyFile, unwrapWithKeyFile, wrapWithKeyFile } from './key-in-file.ts'
import {
  deleteFromKeychain,
  type KeychainKey,
  keychainProblem,
  parseKeychainKey,
  readFromKeychain,
  storeInKeychain,
} from './key-in-keychain.ts'
import { currentPassphrase, newPassphrase, replacementPassphrase } from './passphrase.ts'

/** The data key as the file of profiles has it: wrapped, or a reference to the keychain. */
export type WrappedKey = KeychainKey | PassphraseKey | KeyFileKey

/** Where the data key is kept. Another one is a member of `WrappedKey` and a case in each `switch` here. */
export type KeyStore = WrappedKey['by']

/** What `--keys` takes. */
export const KEY_STORES = ['keychain', 'passphrase', 'file'] as const satisfies readonly KeyStore[]

/** For messages, after the word "kept". */
export const KEY_STORE_LOCATIONS: { readonly [store in KeyStore]: string } = {
  keychain: 'in the keychain',
  passphrase: 'under a passphrase',
  file: 'under a key file',
}

/** Prints a line on stderr. */
export type Say = (line: string) => Promise<void>

export interface KeyOptions {
  /** `--keys`. */
  readonly keyStore?: KeyStore | undefined
  readonly say?: Say | undefined
}

/** Wraps a data key. It asks no question, so it can run under a lock. */
type WrapKey = (key: Uint8Array) => Promise<WrappedKey>

/**
 * Prepares to wrap a new data key; asks for a passphrase now.
 *
 * @param old where the key is kept that it replaces, if there is one
 * @returns a function that throws Failure `auth` when the keychain or the key file cannot be used
 * @throws Failure `auth` when there is no passphrase
 */
export async function prepareKeyStore(context: Context, store: KeyStore, old?: KeyStore): Promise<WrapKey> {
  switch (store) {
    case 'keychain':
      return (key) => storeInKeychain(context, key)
    case 'passphrase': {
      const passphrase = await (old === undefined ? newPassphrase(context) : replacementPassphrase(context))
      return (key) => wrapWithPassphrase(key, passphrase, context)
    }
    case 'file':
      return (key) => wrapWithKeyFile(context, key, old === 'file')
  }
}

/** Unwraps the data key. @throws Failure `auth` for a wrong passphrase, no key file, or a file of profiles that was changed */
export async function unwrapKey(context: Context, wrapped: WrappedKey): Promise<Uint8Array> {
  switch (wrapped.by) {
    case 'keychain':
      return readFromKeychain(context, wrapped)
    case 'passphrase':
      return unwrapWithPassphrase(wrapped, await currentPassphrase(context))
    case 'file':
      return unwrapWithKeyFile(context, wrapped)
  }
}

/**
 * Deletes a data key that is no longer used.
 *
 * @param now the data key that replaced it
 * @returns where the old key still is, as a sentence; `undefined` when nowhere
 */
export async function deleteKey(context: Context, old: WrappedKey, now?: WrappedKey): Promise<string | undefined> {
  switch (old.by) {
    case 'keychain':
      return deleteFromKeychain(context, old)
    case 'passphrase':
      return undefined
    case 'file':
      return pruneKeyFile(context, now?.by === 'file' ? now : undefined)
  }
}

/** Parses a wrapped key; `undefined` for anything that this version does not know. */
export function parseWrappedKey(value: unknown): WrappedKey | undefined {
  return isRow(value) ? (parseKeychainKey(value) ?? parsePassphraseKey(value) ?? parseKeyFileKey(value)) : undefined
}

/**
 * Where the first data key is kept without --keys, and why: as the environment says, else in a keychain that works, else
 * under a passphrase, where somebody can be asked for it.
 *
 * @throws Failure `auth` when none of these is possible
 */
async function defaultKeyStore(context: Context): Promise<{ readonly store: KeyStore; readonly why: string }> {
  const { env, prompts } = context
  if (env.GONG_PASSPHRASE) return { store: 'passphrase', why: 'GONG_PASSPHRASE is set' }
  if (env.GONG_KEY_FILE) return { store: 'file', why: 'GONG_KEY_FILE is set' }
  const problem = await keychainProblem(context)
  if (problem === undefined) return { store: 'keychain', why: 'it works here' }
  if (prompts.available) return { store: 'passphrase', why: problem }
  throw new Failure('auth', `profiles are sealed; there is no terminal to ask for a passphrase, and ${problem}`, {
    hint: 'set GONG_PASSPHRASE, or GONG_KEY_FILE to a path where a key file may be made',
  })
}

/** The data key (32 bytes), and how it is stored, or will be with the first profile. */
export interface DataKey {
  readonly key: Uint8Array
  /** As it is in the file; absent for a new one. */
  readonly stored?: WrappedKey
  readonly wrap: WrapKey
}

/**
 * The data key of the file of profiles, or a new one; then it says how that will be stored.
 *
 * @throws Failure `usage` when `--keys` is not how it is stored; `auth` when it cannot be opened
 */
export async function openDataKey(
  context: Context,
  stored: WrappedKey | undefined,
  { keyStore, say }: KeyOptions,
): Promise<DataKey> {
  if (stored === undefined) {
    const store = keyStore ?? (await chooseKeyStore(context, say))
    return { key: context.random(32), wrap: await prepareKeyStore(context, store) }
  }
  if (keyStore === undefined || keyStore === stored.by)
    return { key: await unwrapKey(context, stored), stored, wrap: async () => stored }
  const message = `--keys ${keyStore}: the key of the profiles here is kept ${KEY_STORE_LOCATIONS[stored.by]}, and all share it`
  throw new Failure('usage', message, { hint: `gong profiles rekey --keys ${keyStore}` })
}

async function chooseKeyStore(context: Context, say: Say | undefined): Promise<KeyStore> {
  const { store, why } = await defaultKeyStore(context)
  await say?.(`the key of the profiles is kept ${KEY_STORE_LOCATIONS[store]}: ${why}`)
  return store
}
