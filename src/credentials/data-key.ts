import { Failure } from '../lib/errors.ts'
import { isRow } from '../lib/rows.ts'
import type { Context } from '../platform/ports.ts'
import {
  type ByPassphrase,
  knownPassphrase,
  newPassphrase,
  nextPassphrase,
  passphraseWrapping,
  unwrapByPassphrase,
  wrapByPassphrase,
} from './key-by-passphrase.ts'
import { type ByFile, dropFromFile, fileWrapping, unwrapByFile, wrapByFile } from './key-in-file.ts'
import {
  type ByKeychain,
  dropFromKeychain,
  keychainTrouble,
  keychainWrapping,
  unwrapByKeychain,
  wrapByKeychain,
} from './key-in-keychain.ts'

/** How the data key of the store is kept. A further way is one more member here and one more case in each `switch`. */
export type Wrapped = ByKeychain | ByPassphrase | ByFile

export type KeySource = Wrapped['by']

/** What `--keys` takes. */
export const keySources = ['keychain', 'passphrase', 'file'] as const satisfies readonly KeySource[]

/** Each way after the word "kept" or "sealed". */
export const ways: { readonly [source in KeySource]: string } = {
  keychain: 'in the keychain',
  passphrase: 'under a passphrase',
  file: 'under a key file',
}

/** Keeps a data key, and says how. Asks nobody, so it can be done while others wait. */
export type Wrap = (key: Uint8Array) => Promise<Wrapped>

/**
 * How a new data key will be kept; a passphrase is had now.
 * @param old how the key is kept that it takes the place of, if there is one
 * @throws Failure `auth` when the passphrase cannot be had; so does what comes out, for a keychain or a key file
 */
export async function prepare(context: Context, source: KeySource, old?: KeySource): Promise<Wrap> {
  switch (source) {
    case 'keychain':
      return (key) => wrapByKeychain(context, key)
    case 'passphrase': {
      const passphrase = await (old === undefined ? newPassphrase(context) : nextPassphrase(context))
      return (key) => wrapByPassphrase(key, passphrase, context)
    }
    case 'file':
      return (key) => wrapByFile(context, key, old === 'file')
  }
}

/** The data key of a store. @throws Failure `auth` when it cannot be had: a wrong passphrase, no key file, a changed store. */
export async function openKey(context: Context, wrapped: Wrapped): Promise<Uint8Array> {
  switch (wrapped.by) {
    case 'keychain':
      return unwrapByKeychain(context, wrapped)
    case 'passphrase':
      return unwrapByPassphrase(wrapped, await knownPassphrase(context))
    case 'file':
      return unwrapByFile(context, wrapped)
  }
}

/**
 * Takes away what kept the key of a store that has got another one, or is gone.
 * @param now how the key of the store is kept instead
 * @returns what stayed, as a sentence
 */
export async function dropKey(context: Context, old: Wrapped, now?: Wrapped): Promise<string | undefined> {
  switch (old.by) {
    case 'keychain':
      return dropFromKeychain(context, old)
    case 'passphrase':
      return undefined
    case 'file':
      return dropFromFile(context, now?.by === 'file' ? now : undefined)
  }
}

/** A wrapping read from a file, or `undefined` when it is none that this version knows. */
export function wrappedOf(value: unknown): Wrapped | undefined {
  return isRow(value) ? (keychainWrapping(value) ?? passphraseWrapping(value) ?? fileWrapping(value)) : undefined
}

/**
 * How a new store keeps its key when nobody says so, and why: as the environment has it, else in a keychain that works,
 * else under a passphrase that somebody can be asked for.
 * @throws Failure `auth` when none of these is possible
 */
export async function usualSource(context: Context): Promise<{ readonly source: KeySource; readonly why: string }> {
  const { env, prompts } = context
  if (env.GONG_PASSPHRASE) return { source: 'passphrase', why: 'GONG_PASSPHRASE is set' }
  if (env.GONG_KEY_FILE) return { source: 'file', why: 'GONG_KEY_FILE is set' }
  const trouble = await keychainTrouble(context)
  if (trouble === undefined) return { source: 'keychain', why: 'it works here' }
  if (prompts.available) return { source: 'passphrase', why: trouble }
  throw new Failure('auth', `profiles are sealed; there is no terminal to ask for a passphrase, and ${trouble}`, {
    hint: 'set GONG_PASSPHRASE, or GONG_KEY_FILE to a path where a key file may be made',
  })
}
