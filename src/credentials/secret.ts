import { Failure } from '../lib/errors.ts'
import { isRow, type Row } from '../lib/rows.ts'

interface AccessKey {
  readonly accessKey: string
  readonly accessKeySecret: string
}

interface BearerToken {
  readonly bearerToken: string
}

/** The tokens of an OAuth login, and what refreshing them needs. */
export interface OAuthLogin {
  readonly clientId: string
  readonly clientSecret: string
  readonly accessToken: string
  /** Works once: the answer brings the next one (field notes, "Sign-in"). */
  readonly refreshToken: string
  /** When the access token expires, milliseconds since the epoch. */
  readonly expiresAt: number
  /** The scopes that Gong granted, separated by spaces. */
  readonly scope: string
  /** The token endpoint. */
  readonly tokenUrl: string
}

/** The secret of a profile, discriminated by its fields. */
export type Secret = AccessKey | BearerToken | { readonly oauth: OAuthLogin }

/** Parses a credential; `undefined` unless it is exactly one. Ignores fields that are not secret. */
export function parseSecret(value: unknown): Secret | undefined {
  if (!isRow(value)) return undefined
  const { accessKey, accessKeySecret, bearerToken, oauth } = value
  if (oauth !== undefined)
    return isLogin(oauth) && bearerToken === undefined && accessKey === undefined ? { oauth } : undefined
  const hasToken = typeof bearerToken === 'string'
  const hasKey = typeof accessKey === 'string' && typeof accessKeySecret === 'string'
  if (hasToken) return accessKey === undefined && accessKeySecret === undefined ? { bearerToken } : undefined
  return hasKey ? { accessKey, accessKeySecret } : undefined
}

function isLogin(value: unknown): value is OAuthLogin & Row {
  if (!isRow(value)) return false
  const { clientId, clientSecret, accessToken, refreshToken, expiresAt, scope, tokenUrl } = value
  const texts = [clientId, clientSecret, accessToken, refreshToken, scope, tokenUrl]
  return texts.every((text) => typeof text === 'string') && typeof expiresAt === 'number'
}

/**
 * The name of the first field that is not valid in an Authorization header: empty, or with anything but printable ASCII; in
 * an access key or a client id a colon, which ends it in Basic authentication. `undefined` when all are valid.
 */
export function invalidField(secret: Secret): string | undefined {
  const invalid = Object.entries(headerParts(secret)).find(
    ([field, text]) => !/^[\x21-\x7e]+$/.test(text) || (/^(accessKey|clientId)$/.test(field) && text.includes(':')),
  )
  return invalid?.[0]
}

/** The fields that are sent in a header, or in the request of a token. */
function headerParts(secret: Secret): { readonly [field: string]: string } {
  if (!('oauth' in secret)) return { ...secret }
  const { clientId, clientSecret, accessToken, refreshToken } = secret.oauth
  return { clientId, clientSecret, accessToken, refreshToken }
}

/** Checks a credential before it is sent or stored. @throws Failure `usage` for one that is not valid in a header */
export function checkSecret(secret: Secret): void {
  const field = invalidField(secret)
  if (field)
    throw new Failure('usage', `${field} is empty or holds a sign that no Gong credential has, such as a space`)
}
