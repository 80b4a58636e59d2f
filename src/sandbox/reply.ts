import type { Row } from '../lib/rows.ts'
import type { HttpResponse } from '../platform/http.ts'
import { stringifyBareNumbers } from './bare-numbers.ts'

/** An answer of Gong's own, before it is given a requestId. */
export interface Reply {
  readonly status: number
  readonly body: Row
  readonly headers?: Readonly<Record<string, string>>
}

/** Bytes of one piece of a body: large answers arrive in many, as over a socket. */
const CHUNK_BYTES = 65_536

/** A refusal as Gong words it: a status and sentences. */
export function refusal(status: number, ...errors: readonly string[]): Reply {
  return { status, body: { errors } }
}

/** What a scope that is missing answers: 401, not 403 (field note "Sign-in"). */
export function missingScope(scope: string): Reply {
  return refusal(401, `You don't have permission to use '${scope}' in your app.`)
}

/** Makes Gong's answers of replies: JSON with a requestId that counts up from the seed. */
export type Envelope = (reply: Reply) => HttpResponse

export function envelopes(seed: number): Envelope {
  let count = 0
  return ({ status, body, headers }) => {
    const requestId = `sandbox${seed.toString(36)}r${String(++count).padStart(6, '0')}`
    return response(status, 'application/json;charset=UTF-8', stringifyBareNumbers({ requestId, ...body }), headers)
  }
}

/** Any answer, also one that is not Gong's, such as a proxy's page. */
export function response(
  status: number,
  type: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  const bytes = new TextEncoder().encode(text)
  return {
    status,
    headers: { 'content-type': type, 'content-length': String(bytes.length), ...headers },
    body: chunks(bytes),
  }
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES)
}
