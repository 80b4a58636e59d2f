import { Failure } from '../lib/errors.ts'
import type { HttpResponse } from './http.ts'
import { NetworkError } from './network-error.ts'
import type { Clock } from './ports.ts'

/** The limits of one response body. */
export interface BodyLimits {
  /** 1,000,000 bytes each. */
  readonly maxBodyMb: number
  /** Idle timeout; the whole body may take ten times as long. 0 for none. */
  readonly timeoutMs: number
  readonly clock: Pick<Clock, 'now'>
}

/** Unless GONG_MAX_BODY says otherwise. */
export const DEFAULT_MAX_BODY_MB = 64

/** A body that keeps dripping is given up after so many idle timeouts. */
const TOTAL_TIMEOUT_FACTOR = 10

/**
 * Reads a whole body, and counts its bytes as they come. Never decompresses, so that a small body cannot become a large one.
 *
 * @throws Failure `unreachable` when it is too large, or compressed, which no request asked for; NetworkError ETIMEDOUT when
 * it takes too long
 */
export async function readBody(response: HttpResponse, limits: BodyLimits): Promise<Uint8Array> {
  const encoding = contentEncoding(response)
  if (encoding !== undefined) {
    response.discard?.()
    throw compressed(encoding)
  }
  const deadlineMs = limits.clock.now() + (TOTAL_TIMEOUT_FACTOR * limits.timeoutMs || Number.POSITIVE_INFINITY)
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.length
    if (bytes > limits.maxBodyMb * 1e6) throw tooLarge(limits.maxBodyMb)
    if (limits.clock.now() > deadlineMs) throw tooSlow(limits.timeoutMs)
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

/** The Content-Encoding of a response; `undefined` for an uncompressed one. */
export function contentEncoding({ headers }: Pick<HttpResponse, 'headers'>): string | undefined {
  const encoding = headers['content-encoding']?.trim().toLowerCase() || 'identity'
  return encoding === 'identity' ? undefined : encoding
}

function compressed(encoding: string): Failure {
  return new Failure('unreachable', `the answer came packed (${encoding}), which Gong does only when asked: a proxy?`, {
    hint: 'gong profiles show',
  })
}

/** An answer that has more bytes than are taken. */
export class AnswerTooLarge extends Failure {}

function tooLarge(maxBodyMb: number): Failure {
  return new AnswerTooLarge('unreachable', `the answer is larger than ${maxBodyMb} MB`, {
    hint: `ask for less at once, or export GONG_MAX_BODY=${maxBodyMb * 2}`,
  })
}

function tooSlow(timeoutMs: number): NetworkError {
  const seconds = (TOTAL_TIMEOUT_FACTOR * timeoutMs) / 1000
  const hint = 'ask for less at once, or raise --timeout'
  return new NetworkError('ETIMEDOUT', `not all of it had come after ${seconds} s`, hint)
}
