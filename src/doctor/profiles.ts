import { unwrapKey } from '../credentials/data-key.ts'
import { keyFilePath } from '../credentials/key-in-file.ts'
import { loadProfiles } from '../credentials/profile-store.ts'
import type { Context } from '../platform/ports.ts'
import { type Check, ok, runCheck, warning } from './finding.ts'

/** How to have profiles under a passphrase checked, since the doctor never asks for it. */
export const UNLOCK_HINT = 'export GONG_PASSPHRASE for this shell, then gong doctor'

/** Whether the file of profiles can be read, and its key opened. */
export const checkProfiles: Check = async ({ context }) =>
  await runCheck('profiles', async () => {
    const stored = await loadProfiles(context)
    if (stored === undefined)
      return [ok('profiles', 'none is stored yet'), ok('key', 'none: it comes with the first profile')]
    const names = [...stored.profiles.keys()].sort()
    const listed = ok('profiles', `${names.length} stored: ${names.join(', ')}`)
    return [listed, ...(await runCheck('key', () => keyFindings(context, stored.key)))]
  })

type Wrapped = Parameters<typeof unwrapKey>[1]

async function keyFindings(context: Context, wrapped: Wrapped) {
  if (needsPassphrase(context, wrapped))
    return [warning('key', 'kept under a passphrase; not opened, since the doctor does not ask for it', UNLOCK_HINT)]
  await unwrapKey(context, wrapped)
  return [ok('key', `${keyLocation(context, wrapped)}; it opens`)]
}

/** Whether the key needs a passphrase that is typed. */
function needsPassphrase({ env }: Context, { by }: Wrapped): boolean {
  return by === 'passphrase' && !env.GONG_PASSPHRASE
}

/** Whether the stored profiles need a passphrase that the environment does not have. */
export async function areProfilesLocked(context: Context): Promise<boolean> {
  const stored = await loadProfiles(context)
  return stored !== undefined && needsPassphrase(context, stored.key)
}

function keyLocation({ env }: Context, { by }: Wrapped): string {
  if (by === 'passphrase') return 'kept under the passphrase of GONG_PASSPHRASE'
  return by === 'file' ? `kept in the key file ${keyFilePath(env)}` : 'kept in the keychain'
}
