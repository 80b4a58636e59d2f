import type { Effect } from '../catalogue/operation.ts'
import { errorCode } from '../lib/error-code.ts'
import type { Failure } from '../lib/errors.ts'
import { isPermanentError } from '../platform/network-error.ts'

/** Why a request failed, as far as it decides about a retry. */
export interface RetryCause {
  /** HTTP status, when there was a response. */
  readonly status?: number | undefined
  /** Node's error code, when there was none. */
  readonly code?: string
  /** From the Retry-After header. */
  readonly retryAfterMs?: number | undefined
}

const MAX_ATTEMPTS = 5
const BASE_DELAY_MS = 500
const MAX_DELAY_MS = 30_000
/** A longer Retry-After ends the run instead: nobody waits so long at a terminal. */
const MAX_RETRY_AFTER_MS = 60_000

/** Codes of errors before the first byte was sent. */
const NEVER_LEFT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'NOT_SENT',
])

/** The cause of a run's end while a request still waited for its turn. */
export const NOT_SENT = Object.assign(new Error('it was not sent yet'), { code: 'NOT_SENT' })

/** Whether an error proves that its request was not sent. */
export function neverLeft(cause: unknown): boolean {
  return NEVER_LEFT.has(errorCode(cause) ?? '')
}

/** Whether Gong may have carried out a request although no answer arrived. */
export function hasUnknownOutcome({ kind, cause }: Failure): boolean {
  return (kind === 'unreachable' || kind === 'interrupted') && !neverLeft(cause)
}

/**
 * The delay before the next attempt: exponential back-off with full jitter, or Retry-After. Reads are retried; writes only
 * when the request provably was not sent; requests that spend or erase never.
 *
 * @param attempts so far
 * @param random from 0 to 1
 * @returns milliseconds; `undefined` for no retry
 */
export function retryDelayMs(attempts: number, effect: Effect, cause: RetryCause, random: number): number | undefined {
  if (attempts >= MAX_ATTEMPTS || !canRetry(effect, cause)) return undefined
  if (cause.retryAfterMs !== undefined) return cause.retryAfterMs > MAX_RETRY_AFTER_MS ? undefined : cause.retryAfterMs
  return Math.round(random * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempts))
}

function canRetry(effect: Effect, { status, code }: RetryCause): boolean {
  if (effect === 'write') return code !== undefined && NEVER_LEFT.has(code)
  if (effect !== 'read') return false
  return status === undefined
    ? code === undefined || !isPermanentError(code)
    : status === 408 || status === 429 || status >= 500
}

/**
 * Parses a Retry-After header: seconds or a date.
 *
 * @param nowMs milliseconds since the epoch
 * @returns milliseconds to wait; `undefined` when it is missing, zero, negative or past
 */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined
  const isNumber = /^\s*[-+]?[\d.]+\s*$/.test(header)
  const ms = isNumber ? Number(header) * 1000 : Date.parse(header) - nowMs
  return ms > 0 ? ms : undefined
}
