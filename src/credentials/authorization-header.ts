import { basicAuthorization } from '../lib/basic-auth.ts'
import type { Secret } from './secret.ts'

/** The value of the Authorization header: Basic for an access key, Bearer for a token or a login. */
export function authorizationHeader(secret: Secret): string {
  if ('bearerToken' in secret) return `Bearer ${secret.bearerToken}`
  if ('oauth' in secret) return `Bearer ${secret.oauth.accessToken}`
  return basicAuthorization(secret.accessKey, secret.accessKeySecret)
}
