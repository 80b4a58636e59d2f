import { Failure } from '../lib/errors.ts'
import { refuseLaterVersion } from '../lib/later-version.ts'
import { parsedJson } from '../lib/parse-json.ts'
import { isRow } from '../lib/rows.ts'
import { parseBaseUrl } from './base-url.ts'
import { parseWrappedKey, type WrappedKey } from './data-key.ts'
import { isProfileName } from './profile-name.ts'

/** The contents of the file of profiles. */
export interface ProfileFile {
  /** The data key that encrypts every secret, itself encrypted or in the keychain. */
  readonly key: WrappedKey
  readonly profiles: ProfileEntries
}

export type ProfileEntries = ReadonlyMap<string, ProfileEntry>

export interface ProfileEntry {
  readonly baseUrl: string
  /** The secret, encrypted with the data key. */
  readonly sealed: string
}

const VERSION = 1

/** The file as JSON text, with a line end. */
export function formatProfileFile({ key, profiles }: ProfileFile): string {
  return `${JSON.stringify({ version: VERSION, key, profiles: Object.fromEntries(profiles) }, undefined, 2)}\n`
}

/**
 * Parses and checks the file, without decrypting anything.
 *
 * @throws Failure `auth` when it is damaged, or of a later version
 */
export function parseProfileFile(path: string, text: string): ProfileFile {
  const file = parsedJson(text)
  if (!isRow(file)) throw damagedFile(path, 'it is not a JSON object')
  refuseLaterVersion('auth', path, file.version, VERSION)
  const key = parseWrappedKey(file.key)
  if (file.version !== VERSION || key === undefined) throw damagedFile(path, 'its version or its key is not readable')
  if (!isRow(file.profiles)) throw damagedFile(path, 'it holds no profiles')
  const profiles = Object.entries(file.profiles).map(([name, entry]): [string, ProfileEntry] => {
    if (!isProfileName(name) || !isEntry(entry))
      throw damagedFile(path, `profile ${JSON.stringify(name)} is not readable`)
    return [name, { baseUrl: entry.baseUrl, sealed: entry.sealed }]
  })
  return { key, profiles: new Map(profiles) }
}

/** The failure for a file of profiles that cannot be used as it is. */
export function damagedFile(path: string, why: string): Failure {
  return new Failure('auth', `${path} is damaged: ${why}; nothing was changed`, {
    hint: 'put a copy of the file back, or move it away and run gong profiles add <name>',
  })
}

function isEntry(value: unknown): value is ProfileEntry {
  return (
    isRow(value) && typeof value.sealed === 'string' && typeof value.baseUrl === 'string' && isOrigin(value.baseUrl)
  )
}

function isOrigin(text: string): boolean {
  try {
    return parseBaseUrl(text) === text
  } catch {
    return false
  }
}
