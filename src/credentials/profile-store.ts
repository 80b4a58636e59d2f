import type { Context } from '../platform/ports.ts'
import { parseBaseUrl } from './base-url.ts'
import { type DataKey, type KeyOptions, openDataKey, type WrappedKey } from './data-key.ts'
import { decryptEntry, encryptEntry } from './encrypt-profile.ts'
import { checkPrivateFile } from './file-permissions.ts'
import { configLockPath, profileFilePath } from './paths.ts'
import {
  formatProfileFile,
  type ProfileEntries,
  type ProfileEntry,
  type ProfileFile,
  parseProfileFile,
} from './profile-file.ts'
import { checkProfileName, unknownProfile } from './profile-name.ts'
import { checkSecret, type Secret } from './secret.ts'

/**
 * The file of profiles, without decrypting anything; `undefined` when there is none yet.
 *
 * @throws Failure `auth` when it is damaged, of a later version, or accessible to other users of this machine
 */
export async function loadProfiles({ env, files }: Context): Promise<ProfileFile | undefined> {
  const path = profileFilePath(env)
  await checkPrivateFile(files, 'the file of profiles', path)
  const bytes = await files.read(path)
  return bytes && parseProfileFile(path, Buffer.from(bytes).toString())
}

/** Replaces the file of profiles; removes it with the last profile, so that the next first one can have another key. */
export async function saveProfiles({ env, files }: Context, file: ProfileFile): Promise<void> {
  const path = profileFilePath(env)
  await files.removeTemporaryFiles(path)
  if (file.profiles.size === 0) return files.remove(path)
  return files.write(path, formatProfileFile(file), 0o600)
}

/** The file and the entry of a profile. @throws Failure `auth` when there is no such profile */
export function existingProfile(
  file: ProfileFile | undefined,
  name: string,
): { readonly file: ProfileFile; readonly entry: ProfileEntry } {
  const entry = file?.profiles.get(name)
  if (file === undefined || entry === undefined) throw unknownProfile(name, [...(file?.profiles.keys() ?? [])])
  return { file, entry }
}

/** A change of the file of profiles. */
export interface ProfileUpdate extends KeyOptions {
  /** The data key if it is decrypted already, so that a passphrase is typed once. */
  readonly dataKey?: DataKey
  /** To wait for another process that changes the file; 10 s when left out. */
  readonly lockWaitMs?: number
  /** Throws when the change is not possible. Called before a passphrase is asked for, and again under the lock. */
  check?(file: ProfileFile | undefined): void
  /** Returns the same map where nothing is to be written. */
  edit(profiles: ProfileEntries, key: Uint8Array, file: ProfileFile): ProfileEntries | Promise<ProfileEntries>
}

/**
 * Changes the file of profiles under its lock. The data key is opened before the lock is taken, since no process should
 * wait for a person who types; when the file has got another key meanwhile, it starts again.
 */
export async function updateProfiles(context: Context, update: ProfileUpdate): Promise<void> {
  for (let isDone = false; !isDone; ) {
    const before = await loadProfiles(context)
    update.check?.(before)
    const isOpen = update.dataKey !== undefined && isSameKey(update.dataKey.stored, before?.key)
    const { key, wrap } = isOpen ? update.dataKey : await openDataKey(context, before?.key, update)
    const attempt = async () => {
      const now = await loadProfiles(context)
      if (!isSameKey(now?.key, before?.key)) return false
      update.check?.(now)
      const file = now ?? { key: await wrap(key), profiles: new Map() }
      const profiles = await update.edit(file.profiles, key, file)
      if (profiles !== file.profiles) await saveProfiles(context, { ...file, profiles })
      return true
    }
    const wait = { waitMs: update.lockWaitMs }
    isDone = await context.files.withLock(configLockPath(context.env), attempt, wait)
  }
}

/** A profile to store. */
export interface NewProfile {
  readonly name: string
  readonly baseUrl: string
  readonly secret: Secret
}

/**
 * Encrypts and stores a profile, new or not; on the disk when this resolves.
 *
 * @throws Failure `usage` for an invalid base URL or secret; `auth` when the key cannot be opened
 */
export async function putProfile(
  context: Context,
  { name, baseUrl: address, secret }: NewProfile,
  options: Omit<ProfileUpdate, 'edit'>,
): Promise<void> {
  const baseUrl = parseBaseUrl(address)
  checkSecret(secret)
  await updateProfiles(context, {
    ...options,
    edit: (profiles, key) => new Map(profiles).set(name, encryptEntry(context, key, name, baseUrl, secret)),
  })
}

/** A profile that may be new, with the data key open. */
export interface PreparedProfile {
  /** Absent for a new profile. */
  readonly existing?: { readonly baseUrl: string; readonly secret: Secret } | undefined
  /** Stores the profile. @throws as `putProfile` */
  save(baseUrl: string, secret: Secret): Promise<void>
}

/**
 * Opens everything that storing a profile needs, so that it fails before the sign-in.
 *
 * @throws Failure `usage` for an invalid name; `auth` when the key cannot be opened
 */
export async function prepareProfile(context: Context, name: string, options: KeyOptions): Promise<PreparedProfile> {
  const file = await loadProfiles(context)
  const entry = file?.profiles.get(checkProfileName(name))
  const dataKey = await openDataKey(context, file?.key, options)
  return {
    existing: entry && { baseUrl: entry.baseUrl, secret: decryptEntry(context, dataKey.key, name, entry) },
    save: (baseUrl, secret) => putProfile(context, { name, baseUrl, secret }, { ...options, dataKey }),
  }
}

/** Whether both data keys are stored alike; none is like none. */
export function isSameKey(one: WrappedKey | undefined, other: WrappedKey | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
