import { type ScryptOptions, scrypt } from 'node:crypto'
import { isRow } from '../lib/rows.ts'
import type { Context, ScryptCost } from '../platform/ports.ts'
import { decodeBase64, decrypt, encrypt, refuseLaterSeal } from './cipher.ts'

/** The data key, encrypted with a key derived from a passphrase, as in the file of profiles. */
export interface PassphraseKey {
  readonly by: 'passphrase'
  /** 16 bytes in base64. */
  readonly salt: string
  readonly cost: ScryptCost
  readonly sealed: string
}

const ASSOCIATED_DATA = 'gong data key under a passphrase'

/** Encrypts a data key with a key derived from the passphrase by scrypt, at the cost that the context gives. */
export async function wrapWithPassphrase(
  dataKey: Uint8Array,
  passphrase: string,
  { random, scryptCost }: Pick<Context, 'random' | 'scryptCost'>,
): Promise<PassphraseKey> {
  const salt = random(16)
  const sealed = encrypt(await deriveKey(passphrase, salt, scryptCost), dataKey, ASSOCIATED_DATA, random)
  return { by: 'passphrase', salt: Buffer.from(salt).toString('base64'), cost: { ...scryptCost }, sealed }
}

/**
 * Decrypts the data key.
 *
 * @param where names the file, for the message
 * @throws Failure `auth` when the passphrase is wrong, or the file was changed
 */
export async function unwrapWithPassphrase(
  wrapped: PassphraseKey,
  passphrase: string,
  where = 'the file of profiles',
): Promise<Uint8Array> {
  refuseLaterSeal(where, wrapped.sealed)
  const key = await deriveKey(passphrase, Buffer.from(wrapped.salt, 'base64'), wrapped.cost)
  return decrypt(key, wrapped.sealed, ASSOCIATED_DATA, `the passphrase is wrong, or ${where} was changed outside gong`)
}

/** Normalized (NFKC), since two keyboards may produce different code points for the same passphrase. */
function deriveKey(passphrase: string, salt: Uint8Array, { N, r, p }: ScryptCost): Promise<Buffer> {
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r }
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

/**
 * Parses what `wrapWithPassphrase` made; `undefined` for anything else. The cost is limited (256 MB), so that a tampered file
 * cannot exhaust the memory of this machine.
 */
export function parsePassphraseKey({
  by,
  salt,
  cost,
  sealed,
}: {
  readonly [key: string]: unknown
}): PassphraseKey | undefined {
  if (by !== 'passphrase' || typeof salt !== 'string' || typeof sealed !== 'string' || !isRow(cost)) return undefined
  const { N, r, p } = cost
  if (typeof N !== 'number' || !Number.isInteger(Math.log2(N)) || N < 2 ** 10 || N > 2 ** 18) return undefined
  if (r !== 8 || p !== 1 || decodeBase64(salt)?.length !== 16) return undefined
  return { by, salt, cost: { N, r, p }, sealed }
}
