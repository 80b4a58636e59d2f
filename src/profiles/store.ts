import type { Context } from '../context.ts'
import { Failure } from '../errors.ts'
import { baseUrl } from './base-url.ts'
import { type DataKey, type KeySource, newKey, openKey, type Wrapped } from './keys.ts'
import { profileName, unknownProfile } from './names.ts'
import { opened, sealed } from './sealed.ts'
import { checkUsable, type Secret } from './secret.ts'
import { forgetSettings, moveSettings } from './settings.ts'
import { type Entry, load, lockPath, type Profiles, type Stored, save } from './stored.ts'

interface Listed {
  readonly name: string
  readonly baseUrl: string
}

interface NewProfile extends Listed {
  readonly secret: Secret
  /** How the key of a first profile is to be kept, when somebody said so. */
  readonly keys?: KeySource | undefined
}

/** The profiles in the order of their names, without opening a seal. @throws Failure `auth` when the file is damaged. */
export async function list(context: Context): Promise<Listed[]> {
  const profiles = (await load(context))?.profiles ?? new Map<string, Entry>()
  return [...profiles]
    .map(([name, { baseUrl }]) => ({ name, baseUrl }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** The secret of a profile. @throws Failure `auth` when there is no such profile or its seal does not open. */
export async function unseal(context: Context, name: string): Promise<Secret> {
  const { stored, entry } = existing(await load(context), name)
  return opened(context, await openKey(context, stored.key), name, entry)
}

/**
 * Returns when a profile of this name could be added, so that nobody types a credential in vain.
 * @throws Failure `usage` for a name that is taken or cannot be one; `auth` when the store is damaged.
 */
export async function checkNew(context: Context, name: string): Promise<void> {
  refuseTaken(await load(context), profileName(name))
}

/**
 * Seals a new profile and stores it. The first one decides how the key is kept and may ask for a passphrase, twice.
 * @throws Failure `usage` for a name that is taken or cannot be one, and for a base URL or a secret that cannot be used;
 * `auth` when the key cannot be had.
 */
export async function add(context: Context, profile: NewProfile): Promise<void> {
  const name = profileName(profile.name)
  const host = baseUrl(profile.baseUrl)
  checkUsable(profile.secret)
  await change(context, {
    keys: profile.keys,
    check: (stored) => refuseTaken(stored, name),
    edit: (profiles, key) => new Map(profiles).set(name, sealed(context, key, name, host, profile.secret)),
  })
}

/** Removes a profile and its settings; asks for no passphrase. @throws Failure `auth` when there is no such profile. */
export async function remove(context: Context, name: string): Promise<void> {
  await context.files.locked(lockPath(context.env), async () => {
    const { stored } = existing(await load(context), name)
    await save(context, { ...stored, profiles: without(stored.profiles, name) })
  })
  await forgetSettings(context, name)
}

/**
 * Gives a profile another name, settings included. Its seal is bound to the name, so it is opened and sealed again.
 * @throws Failure `usage` when the new name is taken or cannot be one; `auth` when there is no such profile or no key.
 */
export async function rename(context: Context, from: string, to: string): Promise<void> {
  const name = profileName(to)
  await change(context, {
    check(stored) {
      existing(stored, from)
      refuseTaken(stored, name)
    },
    edit(profiles, key, stored) {
      const { entry } = existing(stored, from)
      const secret = opened(context, key, from, entry)
      return without(profiles, from).set(name, sealed(context, key, name, entry.baseUrl, secret))
    },
  })
  await moveSettings(context, from, name)
}

export interface Change {
  readonly keys?: KeySource | undefined
  /** The key when it is at hand already, so that nobody types a passphrase twice. */
  readonly held?: DataKey | undefined
  /** Milliseconds to wait for another process that changes the store. */
  readonly patience?: number | undefined
  /** Throws when the change cannot be made: before anybody is asked for a passphrase, and again under the lock. */
  check(stored: Stored | undefined): void
  /** The same profiles where nothing is to be written. */
  edit(profiles: Profiles, key: Uint8Array, stored: Stored): Profiles | Promise<Profiles>
}

/**
 * Changes the store. The key is had before the lock is taken, since nobody should wait for a person who types; when the
 * store has got another key meanwhile, it starts again.
 */
export async function change(context: Context, how: Change): Promise<void> {
  for (let done = false; !done; ) {
    const before = await load(context)
    how.check(before)
    const { key, wrapped } = await keyOf(context, before, how)
    const attempt = async () => {
      const now = (await load(context)) ?? { key: wrapped, profiles: new Map() }
      if (!isSame(now.key, wrapped)) return false
      how.check(now)
      const profiles = await how.edit(now.profiles, key, now)
      if (profiles !== now.profiles) await save(context, { ...now, profiles })
      return true
    }
    done = await context.files.locked(lockPath(context.env), attempt, how.patience)
  }
}

/** The key of the store, or a new one for a new store. @throws Failure as `openKey` and `newKey` do */
export async function keyOf(
  context: Context,
  stored: Stored | undefined,
  { keys, held }: Pick<Change, 'keys' | 'held'>,
): Promise<DataKey> {
  if (held !== undefined && isSame(stored?.key ?? held.wrapped, held.wrapped)) return held
  if (stored === undefined) return newKey(context, keys)
  if (keys === undefined || keys === stored.key.by) {
    return { key: await openKey(context, stored.key), wrapped: stored.key }
  }
  const way = { passphrase: 'a passphrase', file: 'a key file' }[stored.key.by]
  throw new Failure('usage', `--keys ${keys}: the profiles here are already sealed with ${way}, and all share it`)
}

function isSame(one: Wrapped, other: Wrapped): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** The store and the entry of a profile. @throws Failure `auth` when there is no such profile */
export function existing(stored: Stored | undefined, name: string): { stored: Stored; entry: Entry } {
  const entry = stored?.profiles.get(name)
  if (stored === undefined || entry === undefined) throw unknownProfile(name, [...(stored?.profiles.keys() ?? [])])
  return { stored, entry }
}

function refuseTaken(stored: Stored | undefined, name: string): void {
  if (!stored?.profiles.has(name)) return
  throw new Failure('usage', `there is already a profile "${name}"`, { hint: `gong profiles remove ${name}` })
}

function without(profiles: Profiles, name: string): Map<string, Entry> {
  return new Map([...profiles].filter(([other]) => other !== name))
}
