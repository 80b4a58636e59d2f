import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { parseBaseUrl } from './base-url.ts'
import { deleteKey, type KeyStore, unwrapKey } from './data-key.ts'
import { decryptEntry, encryptEntry } from './profile-entry.ts'
import type { ProfileEntries, ProfileEntry, ProfileFile } from './profile-file.ts'
import { checkProfileName } from './profile-name.ts'
import { deleteSettings, renameSettings } from './profile-settings.ts'
import {
  configLockPath,
  existingProfile,
  loadProfiles,
  openDataKey,
  type Say,
  saveProfiles,
  updateProfiles,
} from './profile-store.ts'
import { checkSecret, type Secret } from './secret.ts'

interface ListedProfile {
  readonly name: string
  readonly baseUrl: string
}

interface NewProfile extends ListedProfile {
  readonly secret: Secret
  /** `--keys`: how the key of a first profile is stored. */
  readonly keyStore?: KeyStore | undefined
}

/** The profiles sorted by name, without decrypting anything. @throws Failure `auth` when the file is damaged */
export async function listProfiles(context: Context): Promise<ListedProfile[]> {
  const profiles: ProfileEntries = (await loadProfiles(context))?.profiles ?? new Map()
  return [...profiles]
    .map(([name, { baseUrl }]) => ({ name, baseUrl }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** The decrypted secret of a profile. @throws Failure `auth` when there is no such profile, or it cannot be decrypted */
export async function readSecret(context: Context, name: string): Promise<Secret> {
  const { file, entry } = existingProfile(await loadProfiles(context), name)
  return decryptEntry(context, await unwrapKey(context, file.key), name, entry)
}

/**
 * Checks that a profile of this name can be added, so that nobody types a credential in vain.
 *
 * @throws Failure `usage` for a name that is taken or invalid; `auth` when the file is damaged
 */
export async function checkNewProfile(context: Context, name: string): Promise<void> {
  refuseTaken(await loadProfiles(context), checkProfileName(name))
}

/**
 * Encrypts and stores a new profile. The first one decides how the data key is stored and may ask for a passphrase, twice.
 *
 * @param say is told how the key is stored, where nobody chose
 * @throws Failure `usage` for a name that is taken or invalid, and for an invalid base URL or secret; `auth` when the key
 * cannot be opened
 */
export async function addProfile(context: Context, profile: NewProfile, say?: Say): Promise<void> {
  const name = checkProfileName(profile.name)
  const baseUrl = parseBaseUrl(profile.baseUrl)
  checkSecret(profile.secret)
  await updateProfiles(context, {
    keyStore: profile.keyStore,
    say,
    check: (file) => refuseTaken(file, name),
    edit: (profiles, key) => new Map(profiles).set(name, encryptEntry(context, key, name, baseUrl, profile.secret)),
  })
}

/** Replaces secret and base URL of a profile. @throws Failure `auth` when there is no such profile or no key */
export async function replaceProfile(context: Context, { name, baseUrl: address, secret }: NewProfile): Promise<void> {
  const baseUrl = parseBaseUrl(address)
  checkSecret(secret)
  await updateProfiles(context, {
    check: (file) => void existingProfile(file, name),
    edit: (profiles, key) => new Map(profiles).set(name, encryptEntry(context, key, name, baseUrl, secret)),
  })
}

/** A profile that may be new, with the data key open. */
export interface PreparedProfile {
  /** Absent for a new profile. */
  readonly existing?: { readonly baseUrl: string; readonly secret: Secret } | undefined
  /** Encrypts and stores, on the disk when this resolves. @throws Failure `usage` for an invalid base URL or secret */
  save(address: string, secret: Secret): Promise<void>
}

/**
 * Opens everything that storing a profile needs, so that whatever can fail does so before anybody signs in.
 *
 * @throws Failure `usage` for an invalid name; `auth` when the key cannot be opened
 */
export async function prepareProfile(
  context: Context,
  name: string,
  keyStore?: KeyStore,
  say?: Say,
): Promise<PreparedProfile> {
  const file = await loadProfiles(context)
  const entry = file?.profiles.get(checkProfileName(name))
  const dataKey = await openDataKey(context, file, { keyStore, say })
  return {
    existing: entry && { baseUrl: entry.baseUrl, secret: decryptEntry(context, dataKey.key, name, entry) },
    async save(address, secret) {
      const baseUrl = parseBaseUrl(address)
      checkSecret(secret)
      await updateProfiles(context, {
        keyStore,
        dataKey,
        check: () => undefined,
        edit: (profiles, key) => new Map(profiles).set(name, encryptEntry(context, key, name, baseUrl, secret)),
      })
    },
  }
}

/**
 * Removes a profile and its settings, and with the last one the key; asks for no passphrase.
 *
 * @returns where the key is still stored, as a sentence; `undefined` when nowhere
 * @throws Failure `auth` when there is no such profile
 */
export async function removeProfile(context: Context, name: string): Promise<string | undefined> {
  const remaining = await context.files.withLock(configLockPath(context.env), async () => {
    const { file } = existingProfile(await loadProfiles(context), name)
    const profiles = without(file.profiles, name)
    await saveProfiles(context, { ...file, profiles })
    return profiles.size === 0 ? await deleteKey(context, file.key) : undefined
  })
  await deleteSettings(context, name)
  return remaining
}

/**
 * Renames a profile and its settings. The ciphertext is bound to the name, so the secret is decrypted and encrypted again.
 *
 * @throws Failure `usage` when the new name is taken or invalid; `auth` when there is no such profile or no key
 */
export async function renameProfile(context: Context, from: string, to: string): Promise<void> {
  const name = checkProfileName(to)
  await updateProfiles(context, {
    check(file) {
      existingProfile(file, from)
      refuseTaken(file, name)
    },
    edit(profiles, key, file) {
      const { entry } = existingProfile(file, from)
      const secret = decryptEntry(context, key, from, entry)
      return without(profiles, from).set(name, encryptEntry(context, key, name, entry.baseUrl, secret))
    },
  })
  await renameSettings(context, from, name)
}

function refuseTaken(file: ProfileFile | undefined, name: string): void {
  if (!file?.profiles.has(name)) return
  throw new Failure('usage', `there is already a profile "${name}"`, {
    hint: `gong profiles set ${name} --key-from-stdin changes it; gong profiles remove ${name} makes room`,
  })
}

function without(profiles: ProfileEntries, name: string): Map<string, ProfileEntry> {
  return new Map([...profiles].filter(([other]) => other !== name))
}
