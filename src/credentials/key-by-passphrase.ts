import { type ScryptOptions, scrypt } from 'node:crypto'
import { Failure } from '../lib/errors.ts'
import { isRow } from '../lib/rows.ts'
import type { Context, ScryptCost } from '../platform/ports.ts'
import { fromBase64, open, seal } from './cipher.ts'

/** A data key that a passphrase opens, as it stands in the store. */
export interface ByPassphrase {
  readonly by: 'passphrase'
  /** 16 bytes in base64. */
  readonly salt: string
  readonly cost: ScryptCost
  readonly sealed: string
}

const aad = 'gong data key under a passphrase'

/** Wraps a data key under a passphrase, at the cost that the context names. */
export async function wrapByPassphrase(
  dataKey: Uint8Array,
  passphrase: string,
  { random, scryptCost }: Pick<Context, 'random' | 'scryptCost'>,
): Promise<ByPassphrase> {
  const salt = random(16)
  const sealed = seal(await derive(passphrase, salt, scryptCost), dataKey, aad, random)
  return { by: 'passphrase', salt: Buffer.from(salt).toString('base64'), cost: { ...scryptCost }, sealed }
}

/**
 * The data key again. `where` names what holds the wrapping.
 * @throws Failure `auth` when the passphrase is another one or the wrapping was changed.
 */
export async function unwrapByPassphrase(
  wrapped: ByPassphrase,
  passphrase: string,
  where = 'the file of profiles',
): Promise<Uint8Array> {
  const key = await derive(passphrase, Buffer.from(wrapped.salt, 'base64'), wrapped.cost)
  return open(key, wrapped.sealed, aad, `the passphrase is wrong, or ${where} was changed outside gong`)
}

/** The same passphrase typed on two keyboards can come as different code points, hence the normal form. */
function derive(passphrase: string, salt: Uint8Array, { N, r, p }: ScryptCost): Promise<Buffer> {
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r }
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

/**
 * A wrapping read from a file, or `undefined` when it is none. The cost is bounded (256 MB at most), so that a tampered
 * file cannot make this machine run out of memory.
 */
export function passphraseWrapping({
  by,
  salt,
  cost,
  sealed,
}: {
  readonly [key: string]: unknown
}): ByPassphrase | undefined {
  if (by !== 'passphrase' || typeof salt !== 'string' || typeof sealed !== 'string' || !isRow(cost)) return undefined
  const { N, r, p } = cost
  if (typeof N !== 'number' || !Number.isInteger(Math.log2(N)) || N < 2 ** 10 || N > 2 ** 18) return undefined
  if (r !== 8 || p !== 1 || fromBase64(salt)?.length !== 16) return undefined
  return { by, salt, cost: { N, r, p }, sealed }
}

/**
 * The passphrase of a store that is there: GONG_PASSPHRASE, else typed.
 * @throws Failure `auth` where neither is possible.
 */
export async function knownPassphrase({ env, prompts }: Context): Promise<string> {
  if (env.GONG_PASSPHRASE) return env.GONG_PASSPHRASE
  if (prompts.available) return prompts.secret('Passphrase of your Gong profiles')
  throw new Failure('auth', 'the profiles are sealed with a passphrase and there is no terminal to ask for it', {
    hint: 'set GONG_PASSPHRASE, or run gong on a terminal',
  })
}

/**
 * The passphrase for a new store: GONG_PASSPHRASE, else typed twice.
 * @throws Failure `auth` where neither is possible, and when the two differ or are empty.
 */
export async function newPassphrase(context: Context): Promise<string> {
  return context.env.GONG_PASSPHRASE || !context.prompts.available
    ? knownPassphrase(context)
    : typedTwice(context, forStore)
}

/**
 * The passphrase that takes the place of another key: GONG_NEW_PASSPHRASE, else typed twice.
 * @throws Failure `auth` where neither is possible, and when the two differ or are empty.
 */
export function nextPassphrase(context: Context): Promise<string> {
  return givenOrTyped(context, 'GONG_NEW_PASSPHRASE', forStore)
}

/**
 * The passphrase of an exported profile: GONG_EXPORT_PASSPHRASE, else typed twice.
 * @throws Failure `auth` where neither is possible, and when the two differ or are empty.
 */
export function exportPassphrase(context: Context): Promise<string> {
  return givenOrTyped(context, 'GONG_EXPORT_PASSPHRASE', 'Passphrase for the exported profile')
}

/** The passphrase that a profile was exported under. @throws Failure `auth` where it can neither be read nor asked for. */
export async function importPassphrase({ env, prompts }: Context): Promise<string> {
  if (env.GONG_EXPORT_PASSPHRASE) return env.GONG_EXPORT_PASSPHRASE
  if (prompts.available) return prompts.secret('Passphrase of the exported profile')
  throw noTerminal('GONG_EXPORT_PASSPHRASE')
}

const forStore = 'New passphrase for your Gong profiles'

async function givenOrTyped(context: Context, variable: string, question: string): Promise<string> {
  const given = context.env[variable]
  if (given) return given
  if (context.prompts.available) return typedTwice(context, question)
  throw noTerminal(variable)
}

function noTerminal(variable: string): Failure {
  return new Failure('auth', 'a passphrase is needed, and there is no terminal to ask for it', {
    hint: `set ${variable}, or run gong on a terminal`,
  })
}

async function typedTwice({ prompts }: Context, question: string): Promise<string> {
  const first = await prompts.secret(question)
  if (first === '') throw new Failure('auth', 'an empty passphrase protects nothing; nothing was stored')
  if ((await prompts.secret('The same passphrase again')) === first) return first
  throw new Failure('auth', 'the two passphrases are not the same; nothing was stored')
}
