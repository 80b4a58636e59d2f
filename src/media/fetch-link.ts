import { Failure } from '../lib/errors.ts'
import type { HttpResponse, HttpTransport } from '../platform/http.ts'
import { checkLink } from './links.ts'
import type { PartialDownload } from './part.ts'
import { discardBody } from './recording-response.ts'

const MAX_REDIRECTS = 5

interface FetchOptions {
  readonly send: HttpTransport
  readonly signal: AbortSignal
  readonly timeoutMs: number
}

/**
 * Requests what is missing of a recording, and follows redirects.
 *
 * @throws Failure `unreachable` for a redirect from https to http, and for too many
 */
export async function fetchLink(
  link: string,
  part: PartialDownload,
  { send, signal, timeoutMs }: FetchOptions,
): Promise<HttpResponse> {
  const headers = { accept: '*/*', 'user-agent': 'gong-cli', ...rangeHeaders(part) }
  let url = checkLink(link)
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const response = await send({ method: 'GET', url: url.href, headers, timeoutMs }, signal)
    const { location } = response.headers
    if (response.status < 300 || response.status > 399 || location === undefined) return response
    discardBody(response)
    const next = checkLink(new URL(location, url).href)
    if (next.protocol !== url.protocol && next.protocol !== 'https:')
      throw new Failure('unreachable', `the link redirects to ${next.host}, and not by https`)
    url = next
  }
  throw new Failure('unreachable', `the link redirects more than ${MAX_REDIRECTS} times`)
}

/** `If-Range` makes the server send the whole file when it has changed. Without an ETag the whole file is requested. */
function rangeHeaders({ bytes, etag }: PartialDownload): Readonly<Record<string, string>> {
  return bytes === 0 || etag === undefined ? {} : { range: `bytes=${bytes}-`, 'if-range': etag }
}
