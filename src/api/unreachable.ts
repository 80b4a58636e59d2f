import { Failure } from '../lib/errors.ts'

/** A fault of the network that says in its message what is wrong, since its code alone would not. */
export class Fault extends Error {
  readonly code: string
  readonly hint: string | undefined

  constructor(code: string, message: string, hint?: string) {
    super(message)
    this.code = code
    this.hint = hint
  }
}

interface Reason {
  readonly reason: string
  readonly hint?: string | undefined
  /** It would be the same the next time. */
  readonly lasting?: true
}

const BROKEN: Reason = { reason: 'the connection broke off' }
const UNTRUSTED: Reason = {
  reason: 'its certificate is signed by nobody whom this machine trusts',
  hint: 'behind a company proxy: export NODE_EXTRA_CA_CERTS=/its/certificates.pem',
  lasting: true,
}

/** What the codes of Node, of its parser and of OpenSSL mean. */
const REASONS: Readonly<Record<string, Reason>> = {
  ECONNREFUSED: { reason: 'nothing listens there' },
  ENOTFOUND: { reason: 'no such host' },
  EAI_AGAIN: { reason: 'the name could not be looked up' },
  ECONNRESET: BROKEN,
  EPIPE: BROKEN,
  ETIMEDOUT: { reason: 'no answer in time' },
  HPE_INVALID_CONSTANT: { reason: 'what answers does not speak HTTP' },
  HPE_HEADER_OVERFLOW: { reason: 'the headers of the answer are larger than 64 KB', lasting: true },
  EPROTO: { reason: 'what answers does not speak TLS', lasting: true },
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  CERT_HAS_EXPIRED: { reason: 'its certificate has expired', lasting: true },
  ERR_TLS_CERT_ALTNAME_INVALID: { reason: 'its certificate is for another host', lasting: true },
  ERR_PROXY: { reason: 'the proxy refuses', lasting: true },
}

/** The code of what went wrong on the network; `undefined` for any other error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Whether another try would end the same way. */
export function isLasting(code: string): boolean {
  return REASONS[code]?.lasting === true
}

/**
 * What a fault means to a person, and the way out where there is one.
 *
 * @param code as `codeOf` found it
 * @param timeoutMs the idle timeout of the request
 */
export function reasonOf(error: unknown, code: string, timeoutMs: number): Pick<Reason, 'reason' | 'hint'> {
  if (error instanceof Fault) return { reason: error.message, hint: error.hint }
  const { reason, hint } = REASONS[code] ?? { reason: code }
  return { reason: code === 'ETIMEDOUT' ? `${reason} (${timeoutMs / 1000} s)` : reason, hint }
}

/** The failure of a request that got no whole answer. */
export function unreachable(
  error: unknown,
  code: string,
  { baseUrl, timeoutMs }: { readonly baseUrl: string; readonly timeoutMs: number },
): Failure {
  const { reason, hint = 'gong profiles show' } = reasonOf(error, code, timeoutMs)
  return new Failure('unreachable', `${baseUrl} gave no whole answer: ${reason}`, { hint, cause: error })
}
