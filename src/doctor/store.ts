import { openKey } from '../credentials/data-key.ts'
import { keyFilePath } from '../credentials/key-in-file.ts'
import { load } from '../credentials/profile-file.ts'
import type { Context } from '../platform/ports.ts'
import { type Check, guarded, ok, warning } from './finding.ts'

/** What lets the doctor in, who does not ask. */
export const UNLOCK = 'export GONG_PASSPHRASE for this shell, then gong doctor'

/** The stored profiles, and whether the key that seals them can be had. */
export const store: Check = async ({ context }) =>
  await guarded('profiles', async () => {
    const stored = await load(context)
    if (stored === undefined)
      return [ok('profiles', 'none is stored yet'), ok('key', 'none: it comes with the first profile')]
    const names = [...stored.profiles.keys()].sort()
    const listed = ok('profiles', `${names.length} stored: ${names.join(', ')}`)
    return [listed, ...(await guarded('key', () => key(context, stored.key)))]
  })

type Wrapped = Parameters<typeof openKey>[1]

async function key(context: Context, wrapped: Wrapped) {
  if (isLocked(context, wrapped))
    return [warning('key', 'kept under a passphrase; not opened, since the doctor does not ask for it', UNLOCK)]
  await openKey(context, wrapped)
  return [ok('key', `${kept(context, wrapped)}; it opens`)]
}

/** Whether only a person who types can open it. */
function isLocked({ env }: Context, { by }: Wrapped): boolean {
  return by === 'passphrase' && !env.GONG_PASSPHRASE
}

/** Whether the profiles of this machine wait for a passphrase. */
export async function isStoreLocked(context: Context): Promise<boolean> {
  const stored = await load(context)
  return stored !== undefined && isLocked(context, stored.key)
}

function kept({ env }: Context, { by }: Wrapped): string {
  if (by === 'passphrase') return 'kept under the passphrase of GONG_PASSPHRASE'
  return by === 'file' ? `kept in the key file ${keyFilePath(env)}` : 'kept in the keychain'
}
