import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { dropKey, type KeySource, openKey, prepare } from './data-key.ts'
import { unknownStore } from './names.ts'
import { type Entry, isSameKey, load, lockPath, type Profiles, type Stored, save } from './profile-file.ts'
import { opened, sealed } from './sealed-json.ts'

/** What became of the key. */
interface Rekeyed {
  readonly keys: KeySource
  /** How many profiles were sealed anew. */
  readonly profiles: number
  /** What of the old key stayed, as a sentence. */
  readonly stayed?: string | undefined
}

/**
 * Makes a new data key, seals every profile under it, and keeps it as `source` says, else as before. The new key is kept
 * before the store is replaced and the old one dropped after, so that a death in between leaves a store that opens.
 * @throws Failure `auth` when there is no store, or either key cannot be had or kept; then nothing was changed
 */
export async function rekey(context: Context, source?: KeySource): Promise<Rekeyed> {
  const before = await existing(context)
  const old = await openKey(context, before.key)
  const wrap = await prepare(context, source ?? before.key.by, before.key.by)
  return context.files.withLock(lockPath(context.env), async () => {
    const now = await existing(context)
    if (!isSameKey(now, before)) throw changedMeanwhile()
    const key = context.random(32)
    const profiles = resealed(context, now.profiles, old, key)
    const wrapped = await wrap(key)
    await save(context, { key: wrapped, profiles })
    return { keys: wrapped.by, profiles: profiles.size, stayed: await dropKey(context, now.key, wrapped) }
  })
}

async function existing(context: Context): Promise<Stored> {
  const stored = await load(context)
  if (stored === undefined) throw unknownStore()
  return stored
}

function resealed(context: Context, profiles: Profiles, old: Uint8Array, key: Uint8Array): Profiles {
  const again = ([name, entry]: [string, Entry]): [string, Entry] => {
    return [name, sealed(context, key, name, entry.baseUrl, opened(context, old, name, entry))]
  }
  return new Map([...profiles].map(again))
}

function changedMeanwhile(): Failure {
  const message = 'the profiles have got another key meanwhile; nothing was changed'
  return new Failure('auth', message, { hint: 'gong profiles rekey' })
}
