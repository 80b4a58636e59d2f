import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { refreshed } from './oauth-tokens.ts'
import { authorizationOf, type Login, type Secret } from './secret.ts'
import type { Opened } from './unlock.ts'

/** A credential that may change while it is used. */
export interface Renewing {
  /** The value of the Authorization header, good for a minute at least where it can be renewed. */
  authorization(): Promise<string>
  /**
   * Gets a successor of a credential that Gong no longer takes.
   *
   * @returns false for one that has none
   * @throws Failure `auth` when somebody must log in again
   */
  renew(refused: string): Promise<boolean>
}

/** A token that dies sooner than this is renewed before it is used: a request may wait for the pace and for its body. */
const MARGIN = 60_000

/** The credential of an opened profile: fixed, unless it is a login. */
export function renewing(context: Context, name: string, { secret, replace }: Opened): Renewing {
  if (!('oauth' in secret)) return { authorization: async () => authorizationOf(secret), renew: async () => false }
  let login = secret.oauth
  let renewal: Promise<Login> | undefined
  /** One at a time in this process; `replace` sees to the other processes. */
  const renewed = async () => {
    renewal ??= successor(context, name, login, replace)
    try {
      login = await renewal
    } finally {
      renewal = undefined
    }
  }
  return {
    async authorization() {
      if (!isFresh(context, login)) await renewed()
      return authorizationOf({ oauth: login })
    },
    async renew(refused) {
      if (refused === authorizationOf({ oauth: login })) await renewed()
      return true
    },
  }
}

function isFresh({ clock }: Context, { expiresAt }: Login): boolean {
  return expiresAt - clock.now() > MARGIN
}

/** Under the lock of the store: whoever comes second finds what the first has stored, and leaves the refresh token alone. */
async function successor(context: Context, name: string, stale: Login, replace: Opened['replace']): Promise<Login> {
  const after = await replace(async (now) => {
    if (!('oauth' in now)) throw again(name, 'it was replaced by another credential')
    const isNew = now.oauth.accessToken !== stale.accessToken
    return isNew && isFresh(context, now.oauth) ? now : await next(context, name, now.oauth)
  })
  if (!('oauth' in after)) throw again(name, 'it was replaced by another credential')
  return after.oauth
}

async function next(context: Context, name: string, login: Login): Promise<Secret> {
  const issued = await refreshed(context, login, login.refreshToken).catch((error: unknown) => {
    throw error instanceof Failure && error.kind === 'auth' ? again(name, error.message) : error
  })
  const { accessToken, refreshToken = login.refreshToken, expiresAt, scope = login.scope } = issued
  return { oauth: { ...login, accessToken, refreshToken, expiresAt, scope } }
}

function again(name: string, why: string): Failure {
  return new Failure('auth', `the login of profile "${name}" cannot be renewed (${why}): log in again`, {
    hint: `gong profiles login ${name}`,
  })
}
