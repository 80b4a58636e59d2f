import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { baseUrl } from './base-url.ts'
import { dropKey, type KeySource, openKey, prepare, usualSource, type Wrap, type Wrapped, ways } from './data-key.ts'
import { profileName, unknownProfile } from './names.ts'
import { type Entry, isSameKey, load, lockPath, type Profiles, type Stored, save } from './profile-file.ts'
import { opened, sealed } from './sealed-json.ts'
import { checkUsable, type Secret } from './secret.ts'
import { forgetSettings, moveSettings } from './settings.ts'

interface Listed {
  readonly name: string
  readonly baseUrl: string
}

interface NewProfile extends Listed {
  readonly secret: Secret
  /** How the key of a first profile is to be kept, when somebody said so. */
  readonly keys?: KeySource | undefined
}

/** Says a line to whoever is there. */
export type Say = (line: string) => Promise<void>

const unheard: Say = async () => undefined

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
 * Seals a new profile and stores it. The first one decides how the key is kept and may ask for a passphrase, twice; what
 * was decided without being told is said.
 * @throws Failure `usage` for a name that is taken or cannot be one, and for a base URL or a secret that cannot be used;
 * `auth` when the key cannot be had.
 */
export async function add(context: Context, profile: NewProfile, say = unheard): Promise<void> {
  const name = profileName(profile.name)
  const host = baseUrl(profile.baseUrl)
  checkUsable(profile.secret)
  await change(context, {
    keys: profile.keys,
    say,
    check: (stored) => refuseTaken(stored, name),
    edit: (profiles, key) => new Map(profiles).set(name, sealed(context, key, name, host, profile.secret)),
  })
}

/** Gives a stored profile another secret or base URL. @throws Failure `auth` when there is no such profile or no key */
export async function replace(context: Context, { name, baseUrl: address, secret }: NewProfile): Promise<void> {
  const host = baseUrl(address)
  checkUsable(secret)
  await change(context, {
    check: (stored) => void existing(stored, name),
    edit: (profiles, key) => new Map(profiles).set(name, sealed(context, key, name, host, secret)),
  })
}

/**
 * Removes a profile and its settings, and with the last one the key; asks for no passphrase.
 * @returns what of the key stayed, as a sentence
 * @throws Failure `auth` when there is no such profile.
 */
export async function remove(context: Context, name: string): Promise<string | undefined> {
  const stayed = await context.files.withLock(lockPath(context.env), async () => {
    const { stored } = existing(await load(context), name)
    const profiles = without(stored.profiles, name)
    await save(context, { ...stored, profiles })
    return profiles.size === 0 ? await dropKey(context, stored.key) : undefined
  })
  await forgetSettings(context, name)
  return stayed
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
  readonly say?: Say | undefined
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
    const { key, wrap } = await keyOf(context, before, how)
    const attempt = async () => {
      const now = await load(context)
      if (!isSameKey(now, before)) return false
      how.check(now)
      const stored = now ?? { key: await wrap(key), profiles: new Map() }
      const profiles = await how.edit(stored.profiles, key, stored)
      if (profiles !== stored.profiles) await save(context, { ...stored, profiles })
      return true
    }
    done = await context.files.withLock(lockPath(context.env), attempt, { waitMs: how.patience })
  }
}

/** The key that seals profiles (32 bytes), and how it is kept, or will be once there is a store. */
export interface DataKey {
  readonly key: Uint8Array
  /** As it stands in the store; absent for a new one. */
  readonly kept?: Wrapped | undefined
  readonly wrap: Wrap
}

/**
 * The key of the store, or a new one for a new store, of which is said how it will be kept.
 * @throws Failure `usage` when `keys` is not how the store keeps it; `auth` when it cannot be had
 */
export async function keyOf(
  context: Context,
  stored: Stored | undefined,
  { keys, held, say = unheard }: Pick<Change, 'keys' | 'held' | 'say'>,
): Promise<DataKey> {
  if (held !== undefined && isSame(held.kept, stored?.key)) return held
  if (stored === undefined)
    return { key: context.random(32), wrap: await prepare(context, keys ?? (await usual(context, say))) }
  const { key: kept } = stored
  if (keys === undefined || keys === kept.by) return { key: await openKey(context, kept), kept, wrap: async () => kept }
  const message = `--keys ${keys}: the key of the profiles here is kept ${ways[kept.by]}, and all share it`
  throw new Failure('usage', message, { hint: `gong profiles rekey --keys ${keys}` })
}

async function usual(context: Context, say: Say): Promise<KeySource> {
  const { source, why } = await usualSource(context)
  await say(`the key of the profiles is kept ${ways[source]}: ${why}`)
  return source
}

function isSame(one: Wrapped | undefined, other: Wrapped | undefined): boolean {
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
  throw new Failure('usage', `there is already a profile "${name}"`, {
    hint: `gong profiles set ${name} --key-from-stdin changes it; gong profiles remove ${name} makes room`,
  })
}

function without(profiles: Profiles, name: string): Map<string, Entry> {
  return new Map([...profiles].filter(([other]) => other !== name))
}
