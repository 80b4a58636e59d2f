import { Failure } from '../lib/errors.ts'
import { once } from '../lib/once.ts'
import type { Context } from '../platform/ports.ts'
import { credentialOf } from './environment.ts'
import { unknownProfile } from './names.ts'
import { authorizationOf } from './secret.ts'
import type { ProfileSettings } from './settings.ts'

/** Who is asked and as whom. One source gives the whole of it: credential and base URL are never mixed. */
export interface Chosen extends ProfileSettings {
  /** The stored profile; absent for a credential of the environment. */
  readonly name?: string | undefined
  /** What won: `--profile` or `--sandbox`, a variable, or a stored profile that nobody named. */
  readonly source: 'flag' | 'environment' | 'profile'
  /** Why this one, as a sentence without a full stop. */
  readonly why: string
  readonly baseUrl: string
  /**
   * The value of the Authorization header. The seal is opened when first asked for, so that a dry run never asks for the
   * passphrase, and only once. A login is renewed here when it is about to expire.
   * @throws Failure `auth` when it does not open, or when somebody must log in again.
   */
  authorization(): Promise<string>
  /** Gets a successor of an authorization that Gong refused; false where there can be none. @throws as `authorization` */
  renew?(refused: string): Promise<boolean>
}

/**
 * Chooses the credential of this run: the profile that `-p` names (`flag`); the environment's credential; the profile
 * that GONG_PROFILE names; the one of `gong profiles use`; the one named `default`, or the only one.
 * @throws Failure `auth` when there is none, half a one, or not the one that was named; `usage` for a bad GONG_BASE_URL.
 */
export async function choose(context: Context, flag?: string): Promise<Chosen> {
  return (flag === undefined && fromEnvironment(context)) || fromStore(context, flag)
}

/** The profile that an argument names, whatever would be chosen. @throws Failure `auth` when there is none */
export async function profileCalled(context: Context, name: string): Promise<Chosen> {
  return await fromStore(context, name, 'the one that was asked for')
}

function fromEnvironment({ env }: Context): Chosen | undefined {
  const given = credentialOf(env)
  return (
    given && {
      source: 'environment',
      why: `the environment gives ${given.from}`,
      baseUrl: given.baseUrl,
      authorization: async () => authorizationOf(given.secret),
    }
  )
}

/** The store and its ciphers are loaded only here: a credential of the environment does not need them. */
async function fromStore(context: Context, flag: string | undefined, asked?: string): Promise<Chosen> {
  const { list } = await import('./profiles.ts')
  const { readSettings } = await import('./settings.ts')
  const profiles = await list(context)
  const names = profiles.map(({ name }) => name)
  const settings = await readSettings(context)
  const { name, source, by: chosenBy } = picked(names, flag, context.env.GONG_PROFILE, settings.chosen)
  const by = asked ?? chosenBy
  const profile = profiles.find((one) => one.name === name)
  if (profile === undefined) throw unknownProfile(name, names, asked === undefined ? `, ${by}` : '')
  const credential = once(async () => {
    const { openProfile } = await import('./unlock.ts')
    const { renewing } = await import('./token-refresh.ts')
    return renewing(context, name, await openProfile(context, name))
  })
  const leftOut = context.env.GONG_BASE_URL ? '; GONG_BASE_URL does not apply to a stored profile' : ''
  return {
    ...settings.profiles.get(name),
    ...profile,
    source,
    why: `profile "${name}", ${by}${leftOut}`,
    authorization: async () => (await credential()).authorization(),
    renew: async (refused) => (await credential()).renew(refused),
  }
}

interface Picked {
  readonly name: string
  readonly source: Chosen['source']
  readonly by: string
}

function picked(names: readonly string[], flag?: string, variable?: string, chosen?: string): Picked {
  if (flag !== undefined) return { name: flag, source: 'flag', by: 'named by --profile' }
  if (variable) return { name: variable, source: 'environment', by: 'named by GONG_PROFILE' }
  if (chosen !== undefined) return { name: chosen, source: 'profile', by: 'chosen with gong profiles use' }
  if (names.includes('default')) return { name: 'default', source: 'profile', by: 'the default by its name' }
  const [only, ...others] = names
  if (only === undefined) {
    throw new Failure('auth', 'no Gong credential: there is no profile yet, and none in the environment', {
      hint: 'gong profiles add <name>, or try --sandbox',
    })
  }
  if (others.length === 0) return { name: only, source: 'profile', by: 'the only one' }
  throw new Failure('auth', `several profiles and none is chosen: ${names.join(', ')}`, {
    hint: `gong profiles use ${only}`,
  })
}
