import { Failure } from '../lib/errors.ts'
import { isRow, type Row } from '../lib/rows.ts'

interface AccessKey {
  readonly accessKey: string
  readonly accessKeySecret: string
}

interface BearerToken {
  readonly bearerToken: string
}

/** What a login by OAuth left behind, and what it takes to go on with it. */
export interface Login {
  readonly clientId: string
  readonly clientSecret: string
  readonly accessToken: string
  /** Good for one use: the answer brings the next one (field notes, "Sign-in"). */
  readonly refreshToken: string
  /** When the access token dies, milliseconds since the epoch. */
  readonly expiresAt: number
  /** The scopes that Gong granted, with a space between. */
  readonly scope: string
  /** Where tokens are issued. */
  readonly tokenUrl: string
}

/** What a profile seals, told apart by its fields. */
export type Secret = AccessKey | BearerToken | { readonly oauth: Login }

/** Reads a credential from parsed JSON; `undefined` unless it is exactly one. Fields that are no secret are left out. */
export function secretOf(value: unknown): Secret | undefined {
  if (!isRow(value)) return undefined
  const { accessKey, accessKeySecret, bearerToken, oauth } = value
  if (oauth !== undefined)
    return isLogin(oauth) && bearerToken === undefined && accessKey === undefined ? { oauth } : undefined
  const hasToken = typeof bearerToken === 'string'
  const hasKey = typeof accessKey === 'string' && typeof accessKeySecret === 'string'
  if (hasToken) return accessKey === undefined && accessKeySecret === undefined ? { bearerToken } : undefined
  return hasKey ? { accessKey, accessKeySecret } : undefined
}

function isLogin(value: unknown): value is Login & Row {
  if (!isRow(value)) return false
  const { clientId, clientSecret, accessToken, refreshToken, expiresAt, scope, tokenUrl } = value
  const texts = [clientId, clientSecret, accessToken, refreshToken, scope, tokenUrl]
  return texts.every((text) => typeof text === 'string') && typeof expiresAt === 'number'
}

/**
 * The name of the first field that cannot travel in an Authorization header: empty, or with a space, a line break or
 * another sign beyond printable ASCII; a colon would also end an access key or a client id too early. `undefined` when all
 * can.
 */
export function unusableField(secret: Secret): string | undefined {
  const unusable = Object.entries(headed(secret)).find(
    ([field, text]) => !/^[\x21-\x7e]+$/.test(text) || (/^(accessKey|clientId)$/.test(field) && text.includes(':')),
  )
  return unusable?.[0]
}

/** What of a secret goes into a header or beside one. */
function headed(secret: Secret): { readonly [field: string]: string } {
  if (!('oauth' in secret)) return { ...secret }
  const { clientId, clientSecret, accessToken, refreshToken } = secret.oauth
  return { clientId, clientSecret, accessToken, refreshToken }
}

/** Refuses a credential that no header can carry, before it is sent or stored. @throws Failure `usage` */
export function checkUsable(secret: Secret): void {
  const field = unusableField(secret)
  if (field)
    throw new Failure('usage', `${field} is empty or holds a sign that no Gong credential has, such as a space`)
}

/** The value of the Authorization header: Basic for an access key, Bearer for a token or a login. */
export function authorizationOf(secret: Secret): string {
  if ('bearerToken' in secret) return `Bearer ${secret.bearerToken}`
  if ('oauth' in secret) return `Bearer ${secret.oauth.accessToken}`
  return basic(secret.accessKey, secret.accessKeySecret)
}

/** Basic credentials, for an access key or a client of OAuth. */
export function basic(name: string, secret: string): string {
  return `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`
}
