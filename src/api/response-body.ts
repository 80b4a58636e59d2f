import { Failure } from '../lib/errors.ts'
import type { HttpResponse } from '../platform/http.ts'
import type { Clock } from '../platform/ports.ts'
import { Fault } from './unreachable.ts'

/** The bounds of one answer. */
export interface Bounds {
  /** MB (1,000,000 bytes) that a body may have. */
  readonly maxBody: number
  /** Milliseconds without a byte; a body that goes on dripping for ten times as long is given up, too. */
  readonly timeoutMs: number
  readonly clock: Pick<Clock, 'now'>
}

/** MB, unless GONG_MAX_BODY says otherwise. */
export const USUAL_MAX_BODY = 64

const PATIENCE = 10

/**
 * Reads a whole body, counting as it comes. Nothing is ever unpacked, so that a small answer cannot become a large one.
 *
 * @throws Failure `unreachable` when it is larger than allowed or came compressed, which nobody asked for; Fault
 * ETIMEDOUT when it takes for ever
 */
export async function whole(response: HttpResponse, bounds: Bounds): Promise<Uint8Array> {
  const encoding = packingOf(response)
  if (encoding !== undefined) {
    response.discard?.()
    throw packed(encoding)
  }
  const until = bounds.clock.now() + (PATIENCE * bounds.timeoutMs || Number.POSITIVE_INFINITY)
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.length
    if (bytes > bounds.maxBody * 1e6) throw tooLarge(bounds.maxBody)
    if (bounds.clock.now() > until) throw tooSlow(bounds.timeoutMs)
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

/** How a body came packed; `undefined` for one as it is. */
export function packingOf({ headers }: Pick<HttpResponse, 'headers'>): string | undefined {
  const encoding = headers['content-encoding']?.trim().toLowerCase() || 'identity'
  return encoding === 'identity' ? undefined : encoding
}

function packed(encoding: string): Failure {
  return new Failure('unreachable', `the answer came packed (${encoding}), which Gong does only when asked: a proxy?`, {
    hint: 'gong profiles show',
  })
}

function tooLarge(most: number): Failure {
  return new Failure('unreachable', `the answer is larger than ${most} MB`, {
    hint: `ask for less at once, or export GONG_MAX_BODY=${most * 2}`,
  })
}

function tooSlow(timeoutMs: number): Fault {
  const seconds = (PATIENCE * timeoutMs) / 1000
  return new Fault('ETIMEDOUT', `not all of it had come after ${seconds} s`, 'ask for less at once, or raise --timeout')
}
