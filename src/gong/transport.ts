/** One request as it goes over the wire. */
export interface WireRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | undefined
  /** Milliseconds without a byte after which the request is given up. */
  readonly timeout: number
}

/** What came back. Header names are in lower case. */
export interface WireResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * Sends one request and resolves when the headers of the answer are there. Never retries, never follows a redirect.
 *
 * @throws an `Error` with Node's `code` (ECONNREFUSED, ENOTFOUND, ECONNRESET, ETIMEDOUT …) when no answer came; the body
 * may throw the same while it is read.
 */
export type Send = (request: WireRequest, signal: AbortSignal) => Promise<WireResponse>
