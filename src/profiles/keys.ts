import type { Context } from '../context.ts'
import { Failure } from '../errors.ts'
import { isRow } from '../rows.ts'
import { type ByFile, fileWrapping, unwrapByFile, wrapByFile } from './keyfile.ts'
import {
  type ByPassphrase,
  knownPassphrase,
  newPassphrase,
  passphraseWrapping,
  unwrapByPassphrase,
  wrapByPassphrase,
} from './passphrase.ts'

/** How the data key of the store is kept. A further way is one more member here and one more case in each `switch`. */
export type Wrapped = ByPassphrase | ByFile

export type KeySource = Wrapped['by']

/** What `--keys` takes. */
export const keySources = ['passphrase', 'file'] as const satisfies readonly KeySource[]

/** The key that seals profiles (32 bytes) and how it is kept. */
export interface DataKey {
  readonly key: Uint8Array
  readonly wrapped: Wrapped
}

/**
 * A fresh data key for a new store.
 * @param source what `--keys` says; otherwise the environment and the terminal decide
 * @throws Failure `auth` when there is neither a terminal nor a variable that says how to keep it.
 */
export async function newKey(context: Context, source: KeySource = sourceFor(context)): Promise<DataKey> {
  const key = context.random(32)
  return { key, wrapped: await wrapKey(context, key, source) }
}

/** Wraps a data key. @throws Failure `auth` when the passphrase or the key file cannot be had. */
async function wrapKey(context: Context, key: Uint8Array, source: KeySource): Promise<Wrapped> {
  switch (source) {
    case 'passphrase':
      return wrapByPassphrase(key, await newPassphrase(context), context.random)
    case 'file':
      return wrapByFile(context, key)
  }
}

/** The data key of a store. @throws Failure `auth` when it cannot be had: a wrong passphrase, no key file, a changed store. */
export async function openKey(context: Context, wrapped: Wrapped): Promise<Uint8Array> {
  switch (wrapped.by) {
    case 'passphrase':
      return unwrapByPassphrase(wrapped, await knownPassphrase(context))
    case 'file':
      return unwrapByFile(context, wrapped)
  }
}

/** A wrapping read from a file, or `undefined` when it is none that this version knows. */
export function wrappedOf(value: unknown): Wrapped | undefined {
  return isRow(value) ? (passphraseWrapping(value) ?? fileWrapping(value)) : undefined
}

function sourceFor({ env, ask }: Context): KeySource {
  if (env.GONG_PASSPHRASE) return 'passphrase'
  if (env.GONG_KEY_FILE) return 'file'
  if (ask.possible) return 'passphrase'
  throw new Failure('auth', 'profiles are sealed, and there is no terminal to ask for a passphrase', {
    hint: 'set GONG_PASSPHRASE, or GONG_KEY_FILE to a path where a key file may be made',
  })
}
