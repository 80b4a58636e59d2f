import { Failure } from '../errors.ts'
import { isRow } from '../rows.ts'

interface AccessKey {
  readonly accessKey: string
  readonly accessKeySecret: string
}

interface BearerToken {
  readonly bearerToken: string
}

/** What a profile seals, told apart by its fields; tokens of OAuth can join. */
export type Secret = AccessKey | BearerToken

/** Reads a credential from parsed JSON; `undefined` unless it is exactly one. Fields that are no secret are left out. */
export function secretOf(value: unknown): Secret | undefined {
  if (!isRow(value)) return undefined
  const { accessKey, accessKeySecret, bearerToken } = value
  const hasToken = typeof bearerToken === 'string'
  const hasKey = typeof accessKey === 'string' && typeof accessKeySecret === 'string'
  if (hasToken) return accessKey === undefined && accessKeySecret === undefined ? { bearerToken } : undefined
  return hasKey ? { accessKey, accessKeySecret } : undefined
}

/**
 * The name of the first field that cannot travel in an Authorization header: empty, or with a space, a line break or
 * another sign beyond printable ASCII; a colon would also end an access key too early. `undefined` when all can.
 */
export function unusableField(secret: Secret): string | undefined {
  const unusable = Object.entries(secret).find(
    ([field, text]) => !/^[\x21-\x7e]+$/.test(text) || (field === 'accessKey' && text.includes(':')),
  )
  return unusable?.[0]
}

/** Refuses a credential that no header can carry, before it is sent or stored. @throws Failure `usage` */
export function checkUsable(secret: Secret): void {
  const field = unusableField(secret)
  if (field)
    throw new Failure('usage', `${field} is empty or holds a sign that no Gong credential has, such as a space`)
}

/** The value of the Authorization header: Basic for an access key, Bearer for a token. */
export function authorizationOf(secret: Secret): string {
  if ('bearerToken' in secret) return `Bearer ${secret.bearerToken}`
  return `Basic ${Buffer.from(`${secret.accessKey}:${secret.accessKeySecret}`).toString('base64')}`
}
