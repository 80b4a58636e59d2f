import { Failure } from '../lib/errors.ts'
import { isLoopback } from '../lib/loopback.ts'

/** Where companies without a host of their own are served. */
export const generalBaseUrl = 'https://api.gong.io'

/**
 * Checks where requests go. In: what a person typed. Out: the origin, such as `https://us-1.api.gong.io`, without a
 * slash at the end.
 * @throws Failure `usage` for anything but https (http is for this machine), a path, a query or a credential in it.
 * The text itself is never repeated in the message, since people paste secrets.
 */
export function baseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw refused('is not a web address')
  if (url.username || url.password) throw refused('must not hold a user name or a password')
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw refused(`must begin with https:// (plain http is only for this machine, not for ${url.hostname})`)
  }
  if (url.pathname !== '/' || url.search || url.hash) throw refused(`must end after the host: ${url.origin}`)
  return url.origin
}

function refused(why: string): Failure {
  return new Failure('usage', `the base URL ${why}`, { hint: `use an address such as ${generalBaseUrl}` })
}
