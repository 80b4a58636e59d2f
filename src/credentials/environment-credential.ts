import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { DEFAULT_BASE_URL, parseBaseUrl } from './base-url.ts'
import { invalidField, type Secret } from './secret.ts'

/** A complete credential from the environment. */
interface EnvironmentCredential {
  readonly baseUrl: string
  readonly secret: Secret
  /** The variables that it came from. */
  readonly from: string
}

const VARIABLES: { readonly [field: string]: string } = {
  accessKey: 'GONG_ACCESS_KEY',
  accessKeySecret: 'GONG_ACCESS_KEY_SECRET',
  bearerToken: 'GONG_BEARER_TOKEN',
}

/** The variables that a credential can come from. */
export const CREDENTIAL_VARIABLES: readonly string[] = Object.values(VARIABLES)

/**
 * The credential of the environment, with GONG_BASE_URL or the default; `undefined` when there is none. No message contains
 * the value of a variable.
 *
 * @throws Failure `auth` for an incomplete or invalid credential, or for two; `usage` for an invalid GONG_BASE_URL
 */
export function environmentCredential(env: Context['env']): EnvironmentCredential | undefined {
  const secret = secretIn(env)
  if (secret === undefined) return undefined
  const from = Object.keys(secret).map((field) => VARIABLES[field])
  const unusable = invalidField(secret)
  if (unusable)
    throw new Failure('auth', `${VARIABLES[unusable]} holds a sign that no Gong credential has, such as a space`)
  return { secret, from: from.join(' and '), baseUrl: parseBaseUrl(env.GONG_BASE_URL || DEFAULT_BASE_URL) }
}

function secretIn(env: Context['env']): Secret | undefined {
  const { GONG_ACCESS_KEY: accessKey, GONG_ACCESS_KEY_SECRET: accessKeySecret, GONG_BEARER_TOKEN: bearerToken } = env
  if (bearerToken && (accessKey || accessKeySecret)) {
    throw new Failure('auth', 'two credentials are set: GONG_BEARER_TOKEN and GONG_ACCESS_KEY', {
      hint: 'unset GONG_BEARER_TOKEN, or unset GONG_ACCESS_KEY GONG_ACCESS_KEY_SECRET',
    })
  }
  if (bearerToken) return { bearerToken }
  if (accessKey && accessKeySecret) return { accessKey, accessKeySecret }
  if (accessKey) throw incomplete('GONG_ACCESS_KEY', 'GONG_ACCESS_KEY_SECRET')
  if (accessKeySecret) throw incomplete('GONG_ACCESS_KEY_SECRET', 'GONG_ACCESS_KEY')
  return undefined
}

function incomplete(present: string, missing: string): Failure {
  return new Failure('auth', `${present} is set and ${missing} is not: a credential needs both`, {
    hint: `export ${missing}=…, or unset ${present}`,
  })
}
