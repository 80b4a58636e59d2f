import { createHash, type KeyObject } from 'node:crypto'
import { errors, type JWTPayload, jwtVerify } from 'jose'
import type { Refusal } from './refusal.ts'

/** How far two clocks may differ. */
const CLOCK_SKEW_S = 30
/**
 * How long a token may be believed that does not say when it was made. Gong does not say whether its tokens do (field note
 * "Webhooks" has webhook_url and body_sha256 alone), so one that only ends must not be refused; a day is what a queue on the way
 * may take, and less than the spool knows a token again.
 */
const MAX_UNDATED_S = 86_400

/** What a token is checked against. */
export interface TokenCheck {
  readonly key: KeyObject
  /** The addresses that it may be for. */
  readonly urls: readonly string[]
  readonly nowMs: number
  /** Since it was made; 0 for any age, and for tokens that do not say. */
  readonly maxAgeMs: number
}

/** What a token says, once it is believed. */
export interface TokenClaims {
  readonly webhookUrl: string
  readonly bodySha256: string
  /** Seconds since 1970. */
  readonly issued?: number
  readonly expires?: number
}

/** The outcome of a check: what the token says, or why it is not believed. */
export type CheckedToken = { readonly claims: TokenClaims } | { readonly refusal: Refusal }

/**
 * Checks the token that Gong sends in the header Authorization, with `Bearer ` before it or without (field note "Webhooks").
 * Only RS256 is taken, whatever the token says of itself: with `none` there is no signature, and with HS256 the public key
 * would be the secret.
 */
export async function checkToken(
  authorization: string | undefined,
  body: Uint8Array,
  check: TokenCheck,
): Promise<CheckedToken> {
  const token = tokenOf(authorization)
  if (token === undefined) return { refusal: 'no-token' }
  const verified = await verify(token, check)
  if (typeof verified === 'string') return { refusal: verified }
  const { webhook_url: webhookUrl, body_sha256: bodySha256, iat: issued, exp: expires } = verified
  if (typeof webhookUrl !== 'string' || typeof bodySha256 !== 'string') return { refusal: 'no-claim' }
  const refusal = ageRefusal(verified, check)
  if (refusal !== undefined) return { refusal }
  if (!check.urls.some((url) => isSameUrl(url, webhookUrl))) return { refusal: 'wrong-url' }
  if (bodySha256.toLowerCase() !== sha256(body)) return { refusal: 'wrong-body' }
  const dates = { ...(issued !== undefined && { issued }), ...(expires !== undefined && { expires }) }
  return { claims: { webhookUrl, bodySha256, ...dates } }
}

/** The token of a header: all of it behind `Bearer `, or all of it. */
export function tokenOf(authorization: string | undefined): string | undefined {
  const token = authorization?.replace(/^bearer\s+/i, '').trim()
  return token === '' ? undefined : token
}

async function verify(token: string, { key, nowMs }: TokenCheck): Promise<JWTPayload | Refusal> {
  try {
    const currentDate = new Date(nowMs)
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['RS256'],
      currentDate,
      clockTolerance: CLOCK_SKEW_S,
    })
    return payload
  } catch (error) {
    return refusalOf(error)
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof errors.JOSEAlgNotAllowed) return 'wrong-algorithm'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'wrong-signature'
  if (error instanceof errors.JWTExpired) return 'expired'
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf') return 'not-yet-valid'
  return 'malformed'
}

function ageRefusal({ iat, exp }: JWTPayload, { nowMs, maxAgeMs }: TokenCheck): Refusal | undefined {
  const now = nowMs / 1000
  if (iat !== undefined && iat > now + CLOCK_SKEW_S) return 'not-yet-valid'
  if (maxAgeMs === 0) return undefined
  if (iat === undefined) return exp === undefined || exp > now + MAX_UNDATED_S + CLOCK_SKEW_S ? 'undated' : undefined
  return now - iat > maxAgeMs / 1000 + CLOCK_SKEW_S ? 'too-old' : undefined
}

function isSameUrl(one: string, other: string): boolean {
  if (one === other) return true
  return URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href
}

/** The digest of a body, as Gong writes it. */
function sha256(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex')
}
