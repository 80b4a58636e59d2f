/** A body that is sent while it is read. Its size is known, for the Content-Length. */
export interface StreamedBody {
  readonly contentType: string
  readonly sizeBytes: number
  chunks(): AsyncIterable<Uint8Array>
}

/** One HTTP request. */
export interface HttpRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | StreamedBody | undefined
  /** Idle timeout: without a byte for so long the request fails with ETIMEDOUT; 0 for none. */
  readonly timeoutMs: number
}

/** Status and headers of a response, and its body as it comes. Header names are in lower case. */
export interface HttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: AsyncIterable<Uint8Array>
  /** Aborts a body that will not be read, or the process would wait for it; absent where no socket is open. */
  readonly discard?: () => void
}

/**
 * Sends one request and resolves when the headers of the response are there. Never retries, never follows a redirect.
 *
 * @throws an `Error` with Node's `code` (ECONNREFUSED, ENOTFOUND, ECONNRESET, ETIMEDOUT …) when there is no
 * response; reading the body may throw the same.
 */
export type HttpTransport = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>
