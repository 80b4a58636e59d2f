import { Failure } from '../lib/errors.ts'
import { once } from '../lib/once.ts'
import type { Context } from '../platform/ports.ts'
import { authorizationHeader } from './authorization-header.ts'
import { environmentCredential } from './environment-credential.ts'
import { unknownProfile } from './profile-name.ts'
import type { ProfileSettings } from './profile-settings.ts'

/** A credential and the base URL that it is for. Both come from one source, and are never mixed. */
export interface ChosenCredential extends ProfileSettings {
  /** The stored profile; absent for a credential of the environment. */
  readonly name?: string | undefined
  /** What chose it: `--profile` or `--sandbox`, a variable, or the stored profiles alone. */
  readonly source: 'flag' | 'environment' | 'profile'
  /** Why this one, as a sentence without a full stop. */
  readonly why: string
  readonly baseUrl: string
  /**
   * The value of the Authorization header. The profile is unlocked by the first call, so that a dry run never asks for the
   * passphrase, and only once. A login is refreshed here when it is about to expire.
   *
   * @throws Failure `auth` when the profile cannot be unlocked, or when a new login is needed
   */
  authorization(): Promise<string>
  /** Refreshes an authorization that Gong refused; false where that is not possible. @throws as `authorization` */
  renew?(refused: string): Promise<boolean>
}

/**
 * Chooses the credential of this run: the profile that `-p` names (`flag`); the environment's credential; the profile
 * that GONG_PROFILE names; the one of `gong profiles use`; the one named `default`, or the only one.
 *
 * @throws Failure `auth` when there is none, an incomplete one, or not the one that was named; `usage` for an invalid
 * GONG_BASE_URL
 */
export async function chooseCredential(context: Context, flag?: string): Promise<ChosenCredential> {
  return (flag === undefined && fromEnvironment(context)) || fromProfiles(context, flag)
}

/** The profile that an argument names, regardless of flag and environment. @throws Failure `auth` when there is none */
export async function profileByName(context: Context, name: string): Promise<ChosenCredential> {
  return await fromProfiles(context, name, 'the one that was asked for')
}

function fromEnvironment({ env }: Context): ChosenCredential | undefined {
  const given = environmentCredential(env)
  return (
    given && {
      source: 'environment',
      why: `the environment gives ${given.from}`,
      baseUrl: given.baseUrl,
      authorization: async () => authorizationHeader(given.secret),
    }
  )
}

/** Loads the code for stored profiles only here: a credential of the environment does not need it. */
async function fromProfiles(context: Context, flag: string | undefined, reason?: string): Promise<ChosenCredential> {
  const { listProfiles } = await import('./profiles.ts')
  const { readSettings } = await import('./profile-settings.ts')
  const profiles = await listProfiles(context)
  const names = profiles.map(({ name }) => name)
  const settings = await readSettings(context)
  const { name, source, by: chosenBy } = pickProfile(names, flag, context.env.GONG_PROFILE, settings.chosen)
  const by = reason ?? chosenBy
  const profile = profiles.find((one) => one.name === name)
  if (profile === undefined) throw unknownProfile(name, names, reason === undefined ? `, ${by}` : '')
  const credential = once(async () => {
    const { unlockProfile } = await import('./unlock.ts')
    const { refreshingCredential } = await import('./token-refresh.ts')
    return refreshingCredential(context, name, await unlockProfile(context, name))
  })
  const ignored = context.env.GONG_BASE_URL ? '; GONG_BASE_URL does not apply to a stored profile' : ''
  return {
    ...settings.profiles.get(name),
    ...profile,
    source,
    why: `profile "${name}", ${by}${ignored}`,
    authorization: async () => (await credential()).authorization(),
    renew: async (refused) => (await credential()).renew(refused),
  }
}

interface PickedProfile {
  readonly name: string
  readonly source: ChosenCredential['source']
  readonly by: string
}

function pickProfile(names: readonly string[], flag?: string, variable?: string, chosen?: string): PickedProfile {
  if (flag !== undefined) return { name: flag, source: 'flag', by: 'named by --profile' }
  if (variable) return { name: variable, source: 'environment', by: 'named by GONG_PROFILE' }
  const usual = usualProfile(names, chosen)
  if (usual !== undefined) return { ...usual, source: 'profile' }
  const [first] = names
  if (first === undefined) {
    throw new Failure('auth', 'no Gong credential: there is no profile yet, and none in the environment', {
      hint: 'gong profiles add <name>, or try --sandbox',
    })
  }
  throw new Failure('auth', `several profiles and none is chosen: ${names.join(', ')}`, {
    hint: `gong profiles use ${first}`,
  })
}

/**
 * The stored profile that is used unless a flag or the environment says otherwise; `undefined` where none stands out.
 *
 * @param chosen the one of `gong profiles use`
 */
export function usualProfile(
  names: readonly string[],
  chosen: string | undefined,
): Pick<PickedProfile, 'name' | 'by'> | undefined {
  if (chosen !== undefined) return { name: chosen, by: 'chosen with gong profiles use' }
  if (names.includes('default')) return { name: 'default', by: 'the default by its name' }
  const [only, ...others] = names
  return only !== undefined && others.length === 0 ? { name: only, by: 'the only one' } : undefined
}
