import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { SignJWT } from 'jose'
import { NOW } from '../run.ts'

/** Keys of an automation rule, made once for all tests of a worker. */
export const RULE_KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 })
/** Those of somebody else. */
export const OTHER_KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** The public key as Gong shows it. */
export const SHOWN_KEY = RULE_KEYS.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')

export const RULE_URL = 'https://hooks.example/gong'

/** What Gong posts about a call. */
export function eventBody(callId: string, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ callData: { metaData: { id: callId, title: 'Renewal', ...more } }, isTest: false })
}

/** Differs from what Gong would send. */
export interface Signing {
  readonly claims?: Readonly<Record<string, unknown>>
  readonly alg?: string
  readonly key?: KeyObject | Uint8Array
  readonly nowMs?: number
}

/** The token for a body, as Gong signs it, but for what is otherwise. */
export async function tokenFor(body: string | Uint8Array, { claims, alg, key, nowMs }: Signing = {}): Promise<string> {
  const now = Math.floor((nowMs ?? NOW) / 1000)
  const digest = createHash('sha256').update(body).digest('hex')
  const usual = { webhook_url: RULE_URL, body_sha256: digest, iat: now, exp: now + 300, ...claims }
  const given = Object.fromEntries(Object.entries(usual).filter(([, value]) => value !== undefined))
  return await new SignJWT(given).setProtectedHeader({ alg: alg ?? 'RS256' }).sign(key ?? RULE_KEYS.privateKey)
}

/** A token that says that it needs no signature. */
export function unsignedToken(body: string): string {
  const now = Math.floor(NOW / 1000)
  const digest = createHash('sha256').update(body).digest('hex')
  const payload = { webhook_url: RULE_URL, body_sha256: digest, iat: now, exp: now + 300 }
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part(payload)}.`
}
