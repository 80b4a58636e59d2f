import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { openDataKey } from './data-key.ts'
import { decryptEntry, encryptEntry } from './encrypt-profile.ts'
import { existingProfile, loadProfiles, updateProfiles } from './profile-store.ts'
import type { Secret } from './secret.ts'

/** A profile whose secret is decrypted. It keeps the data key, so that a passphrase is typed once. */
export interface UnlockedProfile {
  readonly secret: Secret
  /**
   * Replaces the stored secret by what `make` makes of it. No other process can change the file meanwhile, and the new
   * secret is on the disk when this resolves.
   */
  replaceSecret(make: (stored: Secret) => Promise<Secret>): Promise<Secret>
}

/** Longer than the timeout of a token request, which another process may be waiting for under the lock. */
const LOCK_WAIT_MS = 90_000

/** Decrypts the secret of a profile. @throws Failure `auth` when there is no such profile, or it cannot be decrypted */
export async function unlockProfile(context: Context, name: string): Promise<UnlockedProfile> {
  const { file, entry } = existingProfile(await loadProfiles(context), name)
  const dataKey = await openDataKey(context, file.key, {})
  const secret = decryptEntry(context, dataKey.key, name, entry)
  const replaceSecret: UnlockedProfile['replaceSecret'] = async (make) => {
    let after = secret
    await updateProfiles(context, {
      dataKey,
      lockWaitMs: LOCK_WAIT_MS,
      check: (current) => void existingProfile(current, name),
      async edit(profiles, key, current) {
        const stored = existingProfile(current, name).entry
        if (stored.baseUrl !== entry.baseUrl) throw changedBaseUrl(name)
        const before = decryptEntry(context, key, name, stored)
        after = await make(before)
        if (after === before) return profiles
        return new Map(profiles).set(name, encryptEntry(context, key, name, entry.baseUrl, after))
      },
    })
    return after
  }
  return { secret, replaceSecret }
}

function changedBaseUrl(name: string): Failure {
  return new Failure('auth', `profile "${name}" was changed by another run, and now asks another address`, {
    hint: 'gong profiles show, then run this again',
  })
}
