import type { Failure } from '../lib/errors.ts'
import { type Finding, failure, ok, unknown, warning } from './finding.ts'
import type { Heard } from './http-log.ts'

/** A difference beyond this, in milliseconds, moves windows and the waits after an erasure. */
const SKEW = 120_000

const ADDRESS = 'gong profiles show; Gong shows the base URL of your company under Settings, API'
const AUTHORITY =
  "export NODE_EXTRA_CA_CERTS=ca.pem with your company's own authority, if it opens TLS here; else do not trust this network"

/**
 * The way to Gong, from name to answer, read from how the first request went.
 *
 * @param trouble why it had no answer of Gong's; `undefined` when it had one
 */
export function connection(baseUrl: string, { first, requests }: Heard, trouble: Failure | undefined): Finding[] {
  if (requests === 0) return []
  const { hostname, protocol } = new URL(baseUrl)
  const code = codeOf(trouble)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return [failure('dns', notFound(hostname, trouble), ADDRESS)]
  const found = ok('dns', `${hostname} is found`)
  if (code !== undefined && OF_TLS.test(code)) return [found, broken(hostname, code)]
  const tls =
    protocol === 'https:' ? ok('tls', 'the certificate is good') : ok('tls', 'none: plain http to this machine')
  if (trouble === undefined) return [found, tls, ok('answer', `Gong answered in ${first ?? 0} ms`)]
  const answer = failure('answer', trouble.message, wayOut(trouble))
  return [found, ...(first === undefined ? [] : [tls]), isForeign(trouble) ? { ...answer, isForeign: true } : answer]
}

/** Whether an answer of success came that is not one of Gong's. */
export function isForeign({ kind, status }: Failure): boolean {
  return kind === 'unreachable' && status !== undefined && status < 300
}

/** Whatever is not Gong hints at the address; Gong itself says what to do. */
function wayOut(trouble: Failure): string | undefined {
  const { cause, kind, hint } = trouble
  return cause !== undefined || kind === 'rejected' || isForeign(trouble) ? ADDRESS : hint
}

/** How far this clock is from the server's. */
export function clock({ ahead, requests }: Heard): Finding[] {
  if (requests === 0) return []
  if (ahead === undefined) return [unknown('clock', 'not compared: no answer told the time')]
  const seconds = Math.round(Math.abs(ahead) / 1000)
  const found = `${seconds} s ${ahead < 0 ? 'behind' : 'ahead of'} the server's`
  return Math.abs(ahead) > SKEW
    ? [
        warning(
          'clock',
          `${found}: relative dates and the waits after an erasure go wrong by as much`,
          'set the clock of this machine, best by NTP',
        ),
      ]
    : [ok('clock', found)]
}

const OF_TLS = /CERT|^ERR_(TLS|SSL|OSSL)|^EPROTO$|^UNABLE_TO/

function broken(hostname: string, code: string): Finding {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return failure('tls', `the certificate is not for ${hostname}`, ADDRESS)
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return failure('tls', `the certificate is not valid now (${code})`, 'look at the clock of this machine first')
  if (code.includes('CERT') || code.startsWith('UNABLE_TO'))
    return failure('tls', `nobody whom Node trusts vouches for the certificate (${code})`, AUTHORITY)
  return failure('tls', `what answers does not speak TLS (${code})`, ADDRESS)
}

/** Behind a proxy it may be the proxy that is not found. */
function notFound(hostname: string, trouble: Failure | undefined): string {
  const { cause } = trouble ?? {}
  const sought = cause instanceof Error && 'hostname' in cause ? String(cause.hostname) : hostname
  return `${sought} is not found`
}

function codeOf(trouble: Failure | undefined): string | undefined {
  const { cause } = trouble ?? {}
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
}
