import type { HttpRequest, StreamedBody } from '../platform/http.ts'
import { multipart } from './multipart.ts'
import type { ApiRequest } from './request.ts'
import { target } from './request-target.ts'

/** What a request is completed with. */
export interface WireOptions {
  /** Origin, without a slash at the end. */
  readonly baseUrl: string
  /** A random text, new each time: the boundary of a multipart form. */
  readonly token: () => string
  /** Idle timeout. */
  readonly timeoutMs: number
}

/** The HTTP request for an API request. @param authorization the value of that header */
export function wireRequest(
  request: ApiRequest,
  { baseUrl, token, timeoutMs }: WireOptions,
  authorization: string,
): HttpRequest {
  const body = request.part
    ? form(request.part, token)
    : request.body === undefined
      ? undefined
      : JSON.stringify(request.body)
  return {
    method: request.method,
    url: `${baseUrl}${target(request)}`,
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

function form({ field, file }: NonNullable<ApiRequest['part']>, token: () => string): StreamedBody {
  return multipart(field, file, `gong-${token()}`)
}
