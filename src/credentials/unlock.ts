import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { baseUrl } from './base-url.ts'
import type { KeySource } from './data-key.ts'
import { profileName } from './names.ts'
import { load } from './profile-file.ts'
import { change, existing, keyOf, type Say } from './profiles.ts'
import { opened, sealed } from './sealed-json.ts'
import { checkUsable, type Secret } from './secret.ts'

/** A profile whose seal is open. Its key is held, so that nobody types a passphrase twice. */
export interface Opened {
  readonly secret: Secret
  /**
   * Puts in the place of the secret what `make` makes of the one that stands in the store by then. No other process can
   * change the store meanwhile, and the new secret is on the disk when this resolves.
   */
  replace(make: (now: Secret) => Promise<Secret>): Promise<Secret>
}

/** Longer than an answer from Gong may take, since one process may wait for what another asks for. */
const PATIENCE = 90_000

/** Opens the seal of a profile. @throws Failure `auth` when there is no such profile or its seal does not open. */
export async function openProfile(context: Context, name: string): Promise<Opened> {
  const { stored, entry } = existing(await load(context), name)
  const held = await keyOf(context, stored, {})
  const secret = opened(context, held.key, name, entry)
  const replace: Opened['replace'] = async (make) => {
    let after = secret
    await change(context, {
      held,
      patience: PATIENCE,
      check: (now) => void existing(now, name),
      async edit(profiles, key, now) {
        const { entry: current } = existing(now, name)
        if (current.baseUrl !== entry.baseUrl) throw moved(name)
        const before = opened(context, key, name, current)
        after = await make(before)
        if (after === before) return profiles
        return new Map(profiles).set(name, sealed(context, key, name, current.baseUrl, after))
      },
    })
    return after
  }
  return { secret, replace }
}

/** A place in the store whose key is at hand. */
export interface Place {
  /** What stands there; absent for a new profile. */
  readonly before?: { readonly baseUrl: string; readonly secret: Secret } | undefined
  /** Stores a secret, on the disk when this resolves. @throws Failure `usage` when no header can carry it */
  put(address: string, secret: Secret): Promise<void>
}

/**
 * Makes everything ready to store a profile, new or not: what can go wrong goes wrong before anybody signs in.
 *
 * @throws Failure `usage` for a name that cannot be one; `auth` when the key cannot be had
 */
export async function reserve(context: Context, name: string, keys?: KeySource, say?: Say): Promise<Place> {
  const stored = await load(context)
  const entry = stored?.profiles.get(profileName(name))
  const held = await keyOf(context, stored, { keys, say })
  return {
    before: entry && { baseUrl: entry.baseUrl, secret: opened(context, held.key, name, entry) },
    async put(address, secret) {
      const host = baseUrl(address)
      checkUsable(secret)
      await change(context, {
        keys,
        held,
        check: () => undefined,
        edit: (profiles, key) => new Map(profiles).set(name, sealed(context, key, name, host, secret)),
      })
    },
  }
}

function moved(name: string): Failure {
  return new Failure('auth', `profile "${name}" was changed by another run, and now asks another address`, {
    hint: 'gong profiles show, then run this again',
  })
}
