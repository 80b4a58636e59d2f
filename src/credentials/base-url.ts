import { Failure } from '../lib/errors.ts'
import { isLoopback } from '../lib/loopback.ts'

/** The host of companies that have none of their own. */
export const DEFAULT_BASE_URL = 'https://api.gong.io'

/**
 * Parses a base URL as it was typed.
 *
 * @returns the origin, such as `https://us-1.api.gong.io`
 * @throws Failure `usage` for anything but https (http only for this machine), a path, a query or a credential in it. The
 * message never repeats the text, since people paste secrets
 */
export function parseBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw invalidBaseUrl('is not a web address')
  if (url.username || url.password) throw invalidBaseUrl('must not hold a user name or a password')
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw invalidBaseUrl(`must begin with https:// (plain http is only for this machine, not for ${url.hostname})`)
  }
  if (url.pathname !== '/' || url.search || url.hash) throw invalidBaseUrl(`must end after the host: ${url.origin}`)
  return url.origin
}

function invalidBaseUrl(why: string): Failure {
  return new Failure('usage', `the base URL ${why}`, { hint: `use an address such as ${DEFAULT_BASE_URL}` })
}
