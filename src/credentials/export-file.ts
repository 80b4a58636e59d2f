import { Failure } from '../lib/errors.ts'
import { refuseLaterVersion, UPGRADE_HINT } from '../lib/later-version.ts'
import { parsedJson } from '../lib/parse-json.ts'
import { isRow, type Row } from '../lib/rows.ts'
import type { Context } from '../platform/ports.ts'
import { decrypt, encrypt, refuseLaterSeal } from './cipher.ts'
import {
  type PassphraseKey,
  parsePassphraseKey,
  unwrapWithPassphrase,
  wrapWithPassphrase,
} from './key-by-passphrase.ts'
import { exportPassphrase, importPassphrase } from './passphrase.ts'
import { isProfileName } from './profile-name.ts'
import { isProfileSettings, type ProfileSettings } from './profile-settings.ts'
import { parseSecret, type Secret } from './secret.ts'

/** A profile that is exported or imported. */
interface ExportedProfile {
  readonly name: string
  readonly baseUrl: string
  readonly secret: Secret
  readonly settings: ProfileSettings
}

/** The contents of an exported file, still encrypted. */
export interface ExportFile {
  readonly name: string
  readonly baseUrl: string
  readonly key: PassphraseKey
  readonly sealed: string
}

const VERSION = 1

/**
 * Exports a profile as JSON. Secret and settings are encrypted with AES-256-GCM, bound to name and base URL, under a data key
 * that is wrapped with a passphrase of its own.
 *
 * @throws Failure `auth` when there is no passphrase
 */
export async function encryptExport(
  context: Context,
  { name, baseUrl, secret, settings }: ExportedProfile,
): Promise<Row> {
  const passphrase = await exportPassphrase(context)
  const dataKey = context.random(32)
  const wrapped = await wrapWithPassphrase(dataKey, passphrase, context)
  const sealed = encrypt(dataKey, JSON.stringify({ secret, settings }), associatedData(name, baseUrl), context.random)
  return { gongProfile: VERSION, name, baseUrl, key: { ...wrapped, cost: { ...wrapped.cost } }, sealed }
}

/** Parses and checks an exported file, without decrypting it. @throws Failure `usage` for anything else */
export function parseExport(path: string, text: string): ExportFile {
  const file = parsedJson(text)
  if (isRow(file)) refuseLaterVersion('usage', path, file.gongProfile, VERSION)
  const { name, baseUrl, sealed, ...rest } = isRow(file) ? file : {}
  const key = isRow(rest.key) ? parsePassphraseKey(rest.key) : undefined
  const isText = typeof name === 'string' && typeof baseUrl === 'string' && typeof sealed === 'string'
  if (rest.gongProfile !== VERSION || !isText || !isProfileName(name) || key === undefined) throw notAnExport(path)
  return { name, baseUrl, key, sealed }
}

/** Decrypts an exported profile. @throws Failure `auth` when the passphrase is wrong or any bit was changed */
export async function decryptExport(
  context: Context,
  path: string,
  { name, baseUrl, ...of }: ExportFile,
): Promise<ExportedProfile> {
  refuseLaterSeal(path, of.sealed)
  const dataKey = await unwrapWithPassphrase(of.key, await importPassphrase(context), path)
  const broken = `the seal of ${path} is broken: it was changed outside gong`
  const plain = parsedJson(Buffer.from(decrypt(dataKey, of.sealed, associatedData(name, baseUrl), broken)).toString())
  const { secret, settings } = isRow(plain) ? plain : {}
  const parsed = parseSecret(secret)
  if (parsed !== undefined && isProfileSettings(settings)) return { name, baseUrl, secret: parsed, settings }
  throw new Failure('auth', `${path} holds a kind of credential or setting that this version does not know`, {
    hint: UPGRADE_HINT,
  })
}

function associatedData(name: string, baseUrl: string): string {
  return JSON.stringify(['gong exported profile', name, baseUrl])
}

function notAnExport(path: string): Failure {
  return new Failure('usage', `${path} is not an exported profile`, { hint: 'gong profiles export <name> -o <file>' })
}
