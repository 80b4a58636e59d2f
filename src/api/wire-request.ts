import type { HttpRequest, StreamedBody } from '../platform/http.ts'
import { multipart } from './multipart.ts'
import { type Call, target } from './request.ts'

/** What a request needs from the outside to be sent. */
export interface Outside {
  /** Origin, without a slash at the end. */
  readonly baseUrl: string
  /** A random text, new each time: what parts a form. */
  readonly token: () => string
  /** Milliseconds without a byte after which the request is given up. */
  readonly timeoutMs: number
}

/** A request exactly as it is sent. @param authorization the value of that header */
export function wireRequest(call: Call, { baseUrl, token, timeoutMs }: Outside, authorization: string): HttpRequest {
  const body = call.part ? form(call.part, token) : call.body === undefined ? undefined : JSON.stringify(call.body)
  return {
    method: call.method,
    url: `${baseUrl}${target(call)}`,
    headers: {
      authorization,
      accept: 'application/json',
      'user-agent': 'gong-cli',
      ...(body !== undefined && { 'content-type': typeof body === 'string' ? 'application/json' : body.contentType }),
    },
    body,
    timeoutMs,
  }
}

function form({ field, file }: NonNullable<Call['part']>, token: () => string): StreamedBody {
  return multipart(field, file, `gong-${token()}`)
}
