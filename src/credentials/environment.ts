import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { baseUrl, generalBaseUrl } from './base-url.ts'
import { type Secret, unusableField } from './secret.ts'

/** A whole credential that the environment gives. */
interface Given {
  readonly baseUrl: string
  readonly secret: Secret
  /** The variables it came from. */
  readonly from: string
}

const variables: { readonly [field: string]: string } = {
  accessKey: 'GONG_ACCESS_KEY',
  accessKeySecret: 'GONG_ACCESS_KEY_SECRET',
  bearerToken: 'GONG_BEARER_TOKEN',
}

/** The variables that a credential can come from. */
export const CREDENTIALS: readonly string[] = Object.values(variables)

/**
 * The credential of the environment, with GONG_BASE_URL or Gong's general address; `undefined` when it gives none.
 * No value of a variable is ever part of a message.
 * @throws Failure `auth` when only half of one is there, two are, or one cannot be used; `usage` for a bad GONG_BASE_URL.
 */
export function credentialOf(env: Context['env']): Given | undefined {
  const secret = secretIn(env)
  if (secret === undefined) return undefined
  const from = Object.keys(secret).map((field) => variables[field])
  const unusable = unusableField(secret)
  if (unusable)
    throw new Failure('auth', `${variables[unusable]} holds a sign that no Gong credential has, such as a space`)
  return { secret, from: from.join(' and '), baseUrl: baseUrl(env.GONG_BASE_URL || generalBaseUrl) }
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
  if (accessKey) throw half('GONG_ACCESS_KEY', 'GONG_ACCESS_KEY_SECRET')
  if (accessKeySecret) throw half('GONG_ACCESS_KEY_SECRET', 'GONG_ACCESS_KEY')
  return undefined
}

function half(there: string, missing: string): Failure {
  return new Failure('auth', `${there} is set and ${missing} is not: a credential needs both`, {
    hint: `export ${missing}=…, or unset ${there}`,
  })
}
