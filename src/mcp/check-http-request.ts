import { createHash, timingSafeEqual } from 'node:crypto'
import { isLoopback } from '../lib/loopback.ts'

/** What a request must have before it is read. */
export interface HttpAccess {
  /** What stands behind `Bearer`. */
  readonly token: string
  readonly path: string
}

/** What of a request is looked at first. */
interface RequestHead {
  readonly url?: string | undefined
  readonly headers: {
    readonly host?: string | undefined
    readonly origin?: string | undefined
    readonly authorization?: string | undefined
  }
}

interface RefusedRequest {
  readonly status: number
  readonly message: string
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Why a request is refused; `undefined` where it is not. A page of another site can reach this socket under a name of its own
 * (DNS rebinding), which Host shows, or send to it from where it stands, which Origin shows; neither knows the token.
 */
export function refusalOfRequest(
  { headers, url = '/' }: RequestHead,
  { token, path }: HttpAccess,
): RefusedRequest | undefined {
  if (!isLocal(`http://${headers.host ?? ''}`)) return { status: 403, message: 'Host names another machine' }
  if (headers.origin !== undefined && !isLocal(headers.origin))
    return { status: 403, message: 'Origin is the page of another machine' }
  if (!isToken(headers.authorization, token))
    return { status: 401, message: 'the token is missing or wrong', headers: { 'www-authenticate': 'Bearer' } }
  if (url.split('?', 1)[0] !== path) return { status: 404, message: `there is nothing here; ask ${path}` }
  return undefined
}

function isLocal(origin: string): boolean {
  return URL.canParse(origin) && isLoopback(new URL(origin).hostname)
}

/** In a time that tells nothing: digests have one length. */
function isToken(header: string | undefined, token: string): boolean {
  const [, given = ''] = /^bearer ([^\s]+)$/i.exec(header ?? '') ?? []
  return timingSafeEqual(digest(given), digest(token)) && given !== ''
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
