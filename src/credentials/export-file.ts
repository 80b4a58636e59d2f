import { Failure } from '../lib/errors.ts'
import { parsedJson } from '../lib/parse-json'
import { isRow, type Row } from '../lib/rows.ts'
import type { Context } from '../platform/ports.ts'
import { open, seal } from './cipher.ts'
import {
  type ByPassphrase,
  exportPassphrase,
  importPassphrase,
  passphraseWrapping,
  unwrapByPassphrase,
  wrapByPassphrase,
} from './key-by-passphrase.ts'
import { isProfileName } from './names.ts'
import { type Secret, secretOf } from './secret.ts'
import { isSettings, type ProfileSettings } from './settings.ts'

/** A profile outside any store. */
interface Portable {
  readonly name: string
  readonly baseUrl: string
  readonly secret: Secret
  readonly settings: ProfileSettings
}

/** A document that carries a profile between machines, still sealed. */
export interface Carrier {
  readonly name: string
  readonly baseUrl: string
  readonly key: ByPassphrase
  readonly sealed: string
}

const version = 1

/**
 * The profile as a document of JSON. Secret and settings are sealed with AES-256-GCM, name and base URL are bound to the
 * seal, and its key is under a passphrase of its own, as that of a store may be.
 * @throws Failure `auth` when the passphrase cannot be had
 */
export async function packed(context: Context, { name, baseUrl, secret, settings }: Portable): Promise<Row> {
  const passphrase = await exportPassphrase(context)
  const dataKey = context.random(32)
  const wrapped = await wrapByPassphrase(dataKey, passphrase, context)
  const sealed = seal(dataKey, JSON.stringify({ secret, settings }), boundTo(name, baseUrl), context.random)
  return { gongProfile: version, name, baseUrl, key: { ...wrapped, cost: { ...wrapped.cost } }, sealed }
}

/** The document, checked but not opened. @throws Failure `usage` when it is none. */
export function carrierOf(path: string, text: string): Carrier {
  const file = parsedJson(text)
  if (isRow(file) && typeof file.gongProfile === 'number' && file.gongProfile > version)
    throw new Failure('usage', `${path} was written by a later version of gong`, { hint: 'npm install -g gong-cli' })
  const { name, baseUrl, sealed, ...rest } = isRow(file) ? file : {}
  const key = isRow(rest.key) ? passphraseWrapping(rest.key) : undefined
  const isText = typeof name === 'string' && typeof baseUrl === 'string' && typeof sealed === 'string'
  if (rest.gongProfile !== version || !isText || !isProfileName(name) || key === undefined) throw none(path)
  return { name, baseUrl, key, sealed }
}

/** The profile in a document. @throws Failure `auth` when the passphrase is wrong or a single bit was changed. */
export async function unpacked(context: Context, path: string, { name, baseUrl, ...of }: Carrier): Promise<Portable> {
  const dataKey = await unwrapByPassphrase(of.key, await importPassphrase(context), path)
  const broken = `the seal of ${path} is broken: it was changed outside gong`
  const plain = parsedJson(Buffer.from(open(dataKey, of.sealed, boundTo(name, baseUrl), broken)).toString())
  const { secret, settings } = isRow(plain) ? plain : {}
  const known = secretOf(secret)
  if (known !== undefined && isSettings(settings)) return { name, baseUrl, secret: known, settings }
  throw new Failure('auth', `${path} holds a kind of credential or setting that this version does not know`, {
    hint: 'npm install -g gong-cli',
  })
}

function boundTo(name: string, baseUrl: string): string {
  return JSON.stringify(['gong exported profile', name, baseUrl])
}

function none(path: string): Failure {
  return new Failure('usage', `${path} is not an exported profile`, { hint: 'gong profiles export <name> -o <file>' })
}
