import type { Effect } from '../catalogue/operation.ts'
import { errorCode } from '../lib/error-code.ts'
import { isPermanentError } from '../platform/network-error.ts'

/** Why a request did not succeed, as far as a second try cares. */
export interface Trouble {
  /** HTTP status, when there was an answer. */
  readonly status?: number | undefined
  /** Node's error code, when there was none. */
  readonly code?: string
  /** Milliseconds that Gong asked to wait. */
  readonly after?: number | undefined
}

const TRIES = 5
const FIRST_PAUSE = 500
const LONGEST_PAUSE = 30_000
/** A wait that Gong asks for beyond this ends the run instead: nobody sits in front of it for so long. */
const PATIENCE = 60_000

/** Errors that come before the first byte has left. */
const NEVER_LEFT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/** Whether a request provably did not leave, by what its failure was caused by. */
export function neverLeft(cause: unknown): boolean {
  return NEVER_LEFT.has(errorCode(cause) ?? '')
}

/**
 * How long to wait before the next try, with full jitter, or `undefined` when there must be none. Reads are repeated;
 * writes only when the request provably never left; what spends or erases, never.
 *
 * @param tried how many tries there were
 * @param chance from 0 to 1
 * @returns milliseconds
 */
export function pauseBefore(tried: number, effect: Effect, trouble: Trouble, chance: number): number | undefined {
  if (tried >= TRIES || !mayRepeat(effect, trouble)) return undefined
  if (trouble.after !== undefined) return trouble.after > PATIENCE ? undefined : trouble.after
  return Math.round(chance * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** tried))
}

function mayRepeat(effect: Effect, { status, code }: Trouble): boolean {
  if (effect === 'write') return code !== undefined && NEVER_LEFT.has(code)
  if (effect !== 'read') return false
  return status === undefined
    ? code === undefined || !isPermanentError(code)
    : status === 408 || status === 429 || status >= 500
}

/**
 * Reads a Retry-After header in both its forms.
 *
 * @param now milliseconds since the epoch
 * @returns milliseconds to wait; `undefined` for no wait at all and for a time that is over, which say nothing
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const isNumber = /^\s*[-+]?[\d.]+\s*$/.test(header)
  const ms = isNumber ? Number(header) * 1000 : Date.parse(header) - now
  return ms > 0 ? ms : undefined
}
