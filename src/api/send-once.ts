import { Failure } from '../lib/errors.ts'
import type { HttpRequest } from '../platform/http.ts'
import { readBody } from '../platform/http-body.ts'
import type { RawResponse } from './answer.ts'
import type { ClientOptions } from './client-options.ts'
import { redactedTarget } from './redacted-target.ts'
import type { ApiRequest } from './request.ts'
import { NOT_SENT, parseRetryAfter } from './retry.ts'

/**
 * Waits for the pace, sends a request once and reads the response, whatever its status is.
 *
 * @param wire the request as it is sent
 * @throws Node's network errors, and Failure for a body beyond its limits
 */
export async function sendOnce(request: ApiRequest, wire: HttpRequest, options: ClientOptions): Promise<RawResponse> {
  const { clock, signal, onEvent } = options
  const line = `${request.method} ${redactedTarget(request)}`
  const waitedMs = await options.pace(signal).catch((error: unknown) => {
    throw signal.aborted ? new Failure('interrupted', 'interrupted', { cause: NOT_SENT }) : error
  })
  const startMs = clock.now()
  // Events come after the request has left: a slow reader of stderr must not delay it beyond its turn.
  const sending = options.send(wire, signal)
  sending.catch(() => undefined)
  if (waitedMs > 0) await onEvent({ event: 'paced', ms: waitedMs, untilMs: startMs })
  await onEvent({ event: 'sent', line })
  const response = await sending
  const { status, headers } = response
  const raw = await readBody(response, options)
  const ms = clock.now() - startMs
  await onEvent({ event: 'answered', line, status, ms, bytes: raw.length, requestId: requestIdIn(raw) })
  return { status, headers, raw, retryAfterMs: parseRetryAfter(headers['retry-after'], clock.now()) }
}

/** Found by pattern near the start, since a log needs it of a body that is no JSON, too. */
function requestIdIn(raw: Uint8Array): string | undefined {
  return /"requestId"\s*:\s*"([^"]*)"/.exec(new TextDecoder().decode(raw.subarray(0, 4096)))?.[1]
}
