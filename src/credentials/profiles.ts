import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { deleteKey, type KeyStore, type Say, unwrapKey } from './data-key.ts'
import { decryptEntry, encryptEntry } from './encrypt-profile.ts'
import { configLockPath } from './paths.ts'
import type { ProfileEntries, ProfileEntry, ProfileFile } from './profile-file.ts'
import { checkProfileName } from './profile-name.ts'
import { deleteSettings, renameSettings } from './profile-settings.ts'
import {
  existingProfile,
  loadProfiles,
  type NewProfile,
  putProfile,
  saveProfiles,
  updateProfiles,
} from './profile-store.ts'
import type { Secret } from './secret.ts'

interface ListedProfile {
  readonly name: string
  readonly baseUrl: string
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
 * Checks that a profile of this name can be added, before a credential is asked for.
 *
 * @throws Failure `usage` for a name that is taken or invalid; `auth` when the file is damaged
 */
export async function checkNewProfile(context: Context, name: string): Promise<void> {
  refuseTaken(await loadProfiles(context), checkProfileName(name))
}

/**
 * Stores a new profile. The first one decides how the data key is stored and may ask for a passphrase, twice.
 *
 * @param profile its `keyStore` is `--keys`, for the first profile
 * @param say prints how the key is stored, where that was not chosen
 * @throws Failure `usage` for a name that is taken or invalid; else as `putProfile`
 */
export async function addProfile(
  context: Context,
  { keyStore, ...profile }: NewProfile & { readonly keyStore?: KeyStore | undefined },
  say?: Say,
): Promise<void> {
  const name = checkProfileName(profile.name)
  await putProfile(context, profile, { keyStore, say, check: (file) => refuseTaken(file, name) })
}

/** Replaces secret and base URL of a profile. @throws Failure `auth` when there is no such profile; else as `putProfile` */
export async function replaceProfile(context: Context, profile: NewProfile): Promise<void> {
  await putProfile(context, profile, { check: (file) => void existingProfile(file, profile.name) })
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
