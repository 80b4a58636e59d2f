import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { deleteKey, type KeyStore, prepareKeyStore, unwrapKey } from './data-key.ts'
import { decryptEntry, encryptEntry } from './encrypt-profile.ts'
import { configLockPath } from './paths.ts'
import type { ProfileEntries, ProfileEntry, ProfileFile } from './profile-file.ts'
import { noProfiles } from './profile-name.ts'
import { isSameKey, loadProfiles, saveProfiles } from './profile-store.ts'

/** The new key. */
interface Rekeyed {
  readonly keyStore: KeyStore
  /** The number of profiles that it encrypts. */
  readonly profiles: number
  /** Where the old key still is, as a sentence. */
  readonly oldKey?: string | undefined
}

/**
 * Makes a new data key and encrypts every profile with it. The new key is stored before the file of profiles is replaced and
 * the old one deleted after, so that a crash in between leaves a file that can be decrypted.
 *
 * @param keyStore where to keep it; where the old one is, when left out
 * @throws Failure `auth` when there are no profiles, or either key cannot be used; then nothing was changed
 */
export async function rekey(context: Context, keyStore?: KeyStore): Promise<Rekeyed> {
  const before = await loadExisting(context)
  const old = await unwrapKey(context, before.key)
  const wrap = await prepareKeyStore(context, keyStore ?? before.key.by, before.key.by)
  return context.files.withLock(configLockPath(context.env), async () => {
    const now = await loadExisting(context)
    if (!isSameKey(now.key, before.key)) throw changedMeanwhile()
    const key = context.random(32)
    const profiles = reencrypt(context, now.profiles, old, key)
    const wrapped = await wrap(key)
    await saveProfiles(context, { key: wrapped, profiles })
    return { keyStore: wrapped.by, profiles: profiles.size, oldKey: await deleteKey(context, now.key, wrapped) }
  })
}

async function loadExisting(context: Context): Promise<ProfileFile> {
  const file = await loadProfiles(context)
  if (file === undefined) throw noProfiles()
  return file
}

function reencrypt(context: Context, profiles: ProfileEntries, old: Uint8Array, key: Uint8Array): ProfileEntries {
  const entries = [...profiles].map(([name, entry]): [string, ProfileEntry] => {
    const secret = decryptEntry(context, old, name, entry)
    return [name, encryptEntry(context, key, name, entry.baseUrl, secret)]
  })
  return new Map(entries)
}

function changedMeanwhile(): Failure {
  const message = 'the profiles have got another key meanwhile; nothing was changed'
  return new Failure('auth', message, { hint: 'gong profiles rekey' })
}
