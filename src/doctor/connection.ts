import type { Failure } from '../lib/errors.ts'
import { type Finding, failure, ok, unknown, warning } from './finding.ts'
import type { HttpLog } from './http-log.ts'

/** A larger difference shifts windows, and the waits after an erasure. */
const MAX_SKEW_MS = 120_000

const ADDRESS_HINT = 'gong profiles show; Gong shows the base URL of your company under Settings, API'
const TRUST_HINT =
  "export NODE_EXTRA_CA_CERTS=ca.pem with your company's own authority, if it opens TLS here; else do not trust this network"

/**
 * DNS, TLS and HTTP, judged by the first request.
 *
 * @param error why that got no answer of Gong's; `undefined` when it got one
 */
export function connectionFindings(
  baseUrl: string,
  { firstAnswerMs, requests }: HttpLog,
  error: Failure | undefined,
): Finding[] {
  if (requests === 0) return []
  const { hostname, protocol } = new URL(baseUrl)
  const code = causeCode(error)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return [failure('dns', notFoundMessage(hostname, error), ADDRESS_HINT)]
  const found = ok('dns', `${hostname} is found`)
  if (code !== undefined && TLS_CODE.test(code)) return [found, tlsFailure(hostname, code)]
  const tls =
    protocol === 'https:' ? ok('tls', 'the certificate is good') : ok('tls', 'none: plain http to this machine')
  if (error === undefined) return [found, tls, ok('answer', `Gong answered in ${firstAnswerMs ?? 0} ms`)]
  const answer = failure('answer', error.message, hintFor(error))
  return [
    found,
    ...(firstAnswerMs === undefined ? [] : [tls]),
    isNotGong(error) ? { ...answer, isNotGong: true } : answer,
  ]
}

/** Whether a 2xx answer came that is not Gong's. */
export function isNotGong({ kind, status }: Failure): boolean {
  return kind === 'unreachable' && status !== undefined && status < 300
}

/** Anything but Gong means a wrong address; Gong's own refusals have a hint. */
function hintFor(error: Failure): string | undefined {
  const { cause, kind, hint } = error
  return cause !== undefined || kind === 'rejected' || isNotGong(error) ? ADDRESS_HINT : hint
}

/** The difference of this machine's clock from the server's. */
export function clockFindings({ clockOffsetMs, requests }: HttpLog): Finding[] {
  if (requests === 0) return []
  if (clockOffsetMs === undefined) return [unknown('clock', 'not compared: no answer gives the time')]
  const seconds = Math.round(Math.abs(clockOffsetMs) / 1000)
  const found = `${seconds} s ${clockOffsetMs < 0 ? 'behind' : 'ahead of'} the server's`
  return Math.abs(clockOffsetMs) > MAX_SKEW_MS
    ? [
        warning(
          'clock',
          `${found}: relative dates and the waits after an erasure go wrong by as much`,
          'set the clock of this machine, best by NTP',
        ),
      ]
    : [ok('clock', found)]
}

const TLS_CODE = /CERT|^ERR_(TLS|SSL|OSSL)|^EPROTO$|^UNABLE_TO/

function tlsFailure(hostname: string, code: string): Finding {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return failure('tls', `the certificate is not for ${hostname}`, ADDRESS_HINT)
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return failure('tls', `the certificate is not valid now (${code})`, 'look at the clock of this machine first')
  if (code.includes('CERT') || code.startsWith('UNABLE_TO'))
    return failure('tls', `nobody whom Node trusts vouches for the certificate (${code})`, TRUST_HINT)
  return failure('tls', `what answers does not speak TLS (${code})`, ADDRESS_HINT)
}

/** Behind a proxy, the host that is not found may be the proxy. */
function notFoundMessage(hostname: string, error: Failure | undefined): string {
  const { cause } = error ?? {}
  const host = cause instanceof Error && 'hostname' in cause ? String(cause.hostname) : hostname
  return `${host} is not found`
}

function causeCode(error: Failure | undefined): string | undefined {
  const { cause } = error ?? {}
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
}
