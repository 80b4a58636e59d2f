import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { shownKey } from './rule-key.ts'

/** What can be wrong with an event, or unusual about it. */
export const EVENT_FAULTS = [
  'duplicate',
  'replay',
  'wrong-signature',
  'wrong-url',
  'wrong-body',
  'expired',
  'not-yet-valid',
  'alg-none',
  'hs256',
  'no-token',
] as const
export type EventFault = (typeof EVENT_FAULTS)[number]

/** One request of an automation rule. */
export interface EventRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const LIFE_S = 300
const SHIFTS_S = new Map<EventFault | undefined, number>([
  ['expired', -86_400],
  ['not-yet-valid', 86_400],
])
const ALGORITHMS = new Map<EventFault | undefined, string>([
  ['alg-none', 'none'],
  ['hs256', 'HS256'],
])

/** What is signed, and by whom. */
export interface EventToSign {
  readonly url: string
  readonly body: string
  readonly key: KeyObject
  /** Ms since 1970. */
  readonly nowMs: number
  readonly fault?: EventFault
}

/** The requests that an event is sent as: one; two for what comes twice, the second of which should not run anything. */
export function signedRequests(event: EventToSign): readonly EventRequest[] {
  const first = signedRequest(event)
  if (event.fault === 'replay') return [first, first]
  // Signed a second later, so that its token is another.
  return event.fault === 'duplicate' ? [first, signedRequest({ ...event, nowMs: event.nowMs + 1000 })] : [first]
}

function signedRequest({ url, body, key, nowMs, fault }: EventToSign): EventRequest {
  const now = Math.floor(nowMs / 1000) + (SHIFTS_S.get(fault) ?? 0)
  const payload = {
    webhook_url: fault === 'wrong-url' ? 'https://elsewhere.example/' : url,
    body_sha256: createHash('sha256')
      .update(fault === 'wrong-body' ? `${body} ` : body)
      .digest('hex'),
    iat: now,
    exp: now + LIFE_S,
  }
  const token = fault === 'no-token' ? undefined : tokenOf(payload, key, fault)
  const headers = { 'content-type': 'application/json', ...(token !== undefined && { authorization: token }) }
  return { url, body, headers }
}

function tokenOf(payload: object, key: KeyObject, fault: EventFault | undefined): string {
  const alg = ALGORITHMS.get(fault) ?? 'RS256'
  const signed = `${part({ alg, typ: 'JWT' })}.${part(payload)}`
  return `${signed}.${signature(signed, key, fault).toString('base64url')}`
}

function signature(text: string, key: KeyObject, fault: EventFault | undefined): Buffer {
  if (fault === 'alg-none') return Buffer.alloc(0)
  // The public key is known to all: it must not pass for a shared secret.
  if (fault === 'hs256') return createHmac('sha256', shownKey(key)).update(text).digest()
  const isOther = fault === 'wrong-signature'
  return sign(
    'sha256',
    Buffer.from(text),
    isOther ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey : key,
  )
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** Whether a receiver that heeds Gong's signature takes what is sent with a fault. */
export function isToBeTaken(fault: EventFault | undefined, isFirst: boolean): boolean {
  if (fault === undefined || fault === 'duplicate') return true
  return fault === 'replay' && isFirst
}
