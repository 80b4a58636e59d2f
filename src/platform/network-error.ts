/** A network error whose message says more than its code. */
export class NetworkError extends Error {
  readonly code: string
  readonly hint: string | undefined

  constructor(code: string, message: string, hint?: string) {
    super(message)
    this.code = code
    this.hint = hint
  }
}

interface NetworkReason {
  readonly reason: string
  readonly hint?: string | undefined
  /** A retry would fail the same way. */
  readonly isPermanent?: true
}

const BROKEN: NetworkReason = { reason: 'the connection broke off' }
const UNTRUSTED: NetworkReason = {
  reason: 'its certificate is signed by nobody whom this machine trusts',
  hint: 'behind a company proxy: export NODE_EXTRA_CA_CERTS=/its/certificates.pem',
  isPermanent: true,
}

const LARGE_HEADERS: NetworkReason = { reason: 'the headers of the answer are larger than 64 KB', isPermanent: true }
const NO_HTTP: NetworkReason = { reason: 'what answers does not speak HTTP' }
const NO_TLS: NetworkReason = { reason: 'what answers does not speak TLS', isPermanent: true }

/** The error codes of Node and of Bun, of their HTTP parser, of OpenSSL and of BoringSSL. */
const REASONS: Readonly<Record<string, NetworkReason>> = {
  ECONNREFUSED: { reason: 'nothing listens there' },
  ENOTFOUND: { reason: 'no such host' },
  EAI_AGAIN: { reason: 'the name could not be looked up' },
  ECONNRESET: BROKEN,
  EPIPE: BROKEN,
  ERR_SOCKET_CLOSED: BROKEN,
  ETIMEDOUT: { reason: 'no answer in time' },
  HPE_INVALID_CONSTANT: NO_HTTP,
  Malformed_HTTP_Response: NO_HTTP,
  HPE_HEADER_OVERFLOW: LARGE_HEADERS,
  ResponseHeadersTooLarge: LARGE_HEADERS,
  EPROTO: NO_TLS,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  CERT_HAS_EXPIRED: { reason: 'its certificate has expired', isPermanent: true },
  ERR_TLS_CERT_ALTNAME_INVALID: { reason: 'its certificate is for another host', isPermanent: true },
  ERR_PROXY: { reason: 'the proxy refuses', isPermanent: true },
}

/** Whether a retry would fail the same way. */
export function isPermanentError(code: string): boolean {
  return REASONS[code]?.isPermanent === true
}

/**
 * A network error in words, with a hint where there is one.
 *
 * @param code as `errorCode` found it
 * @param timeoutMs the idle timeout of the request
 */
export function networkReason(error: unknown, code: string, timeoutMs: number): Pick<NetworkReason, 'reason' | 'hint'> {
  if (error instanceof NetworkError) return { reason: error.message, hint: error.hint }
  const { reason, hint } = REASONS[code] ?? { reason: code }
  return { reason: code === 'ETIMEDOUT' ? `${reason} (${timeoutMs / 1000} s)` : reason, hint }
}
