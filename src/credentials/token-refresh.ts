import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { authorizationHeader } from './authorization-header.ts'
import { refreshTokens } from './oauth-tokens.ts'
import type { OAuthLogin, Secret } from './secret.ts'
import type { UnlockedProfile } from './unlock.ts'

/** A credential whose access token is refreshed while it is used. */
export interface RefreshingCredential {
  /** The value of the Authorization header, valid for a minute at least where it can be refreshed. */
  authorization(): Promise<string>
  /**
   * Replaces an access token that Gong refused.
   *
   * @returns false for a credential that cannot be refreshed
   * @throws Failure `auth` when a new login is needed
   */
  renew(refused: string): Promise<boolean>
}

/** A token that expires sooner is refreshed before it is used: a request may wait for the pace and for its body. */
const REFRESH_MARGIN_MS = 60_000

/** The credential of an unlocked profile. Only a login is ever refreshed. */
export function refreshingCredential(
  context: Context,
  name: string,
  { secret, replaceSecret }: UnlockedProfile,
): RefreshingCredential {
  if (!('oauth' in secret)) return { authorization: async () => authorizationHeader(secret), renew: async () => false }
  let login = secret.oauth
  let refreshing: Promise<OAuthLogin> | undefined
  /** One at a time in this process; the lock of `replaceSecret` keeps other processes out. */
  const refresh = async () => {
    refreshing ??= refreshUnderLock(context, name, login, replaceSecret)
    try {
      login = await refreshing
    } finally {
      refreshing = undefined
    }
  }
  return {
    async authorization() {
      if (!isFresh(context, login)) await refresh()
      return authorizationHeader({ oauth: login })
    },
    async renew(refused) {
      if (refused === authorizationHeader({ oauth: login })) await refresh()
      return true
    },
  }
}

function isFresh({ clock }: Context, { expiresAt }: OAuthLogin): boolean {
  return expiresAt - clock.now() > REFRESH_MARGIN_MS
}

/** Refreshes under the lock of the profiles: a process that comes second finds new tokens, and spends no refresh token. */
async function refreshUnderLock(
  context: Context,
  name: string,
  stale: OAuthLogin,
  replaceSecret: UnlockedProfile['replaceSecret'],
): Promise<OAuthLogin> {
  const after = await replaceSecret(async (stored) => {
    if (!('oauth' in stored)) throw loginAgain(name, 'it was replaced by another credential')
    const isNew = stored.oauth.accessToken !== stale.accessToken
    return isNew && isFresh(context, stored.oauth) ? stored : await refreshLogin(context, name, stored.oauth)
  })
  if (!('oauth' in after)) throw loginAgain(name, 'it was replaced by another credential')
  return after.oauth
}

async function refreshLogin(context: Context, name: string, login: OAuthLogin): Promise<Secret> {
  const tokens = await refreshTokens(context, login, login.refreshToken).catch((error: unknown) => {
    throw error instanceof Failure && error.kind === 'auth' ? loginAgain(name, error.message) : error
  })
  const { accessToken, refreshToken = login.refreshToken, expiresAt, scope = login.scope } = tokens
  return { oauth: { ...login, accessToken, refreshToken, expiresAt, scope } }
}

function loginAgain(name: string, why: string): Failure {
  return new Failure('auth', `the login of profile "${name}" cannot be renewed (${why}): log in again`, {
    hint: `gong profiles login ${name}`,
  })
}
