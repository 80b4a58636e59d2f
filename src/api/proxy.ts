import { BlockList, isIP } from 'node:net'
import { basicAuthorization } from '../lib/basic-auth.ts'
import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'

/** A proxy that the environment names. */
export interface ProxyServer {
  /** Without user name and password. */
  readonly url: URL
  /** The environment variable that it is from. */
  readonly variable: string
  /** The value of the Proxy-Authorization header. */
  readonly authorization?: string | undefined
}

/**
 * The proxy for an https address; `undefined` where none is set or NO_PROXY excludes the host. The lower-case variable wins,
 * as in curl. Plain http is for this machine alone and uses none.
 *
 * @throws Failure `usage` for a value that is no http or https address, which is not repeated: it may hold a password
 */
export function proxyFor(target: URL, env: Context['env']): ProxyServer | undefined {
  const from = ['https_proxy', 'HTTPS_PROXY'].find((name) => env[name])
  const text = from && env[from]
  if (!text || isExcluded(target, env.no_proxy || env.NO_PROXY || '')) return undefined
  const url = parseProxyUrl(text)
  const authorization = url && credentialsOf(url)
  if (url === undefined || authorization === null) throw invalidProxy(from)
  url.username = url.password = ''
  return { url, variable: from, authorization }
}

function parseProxyUrl(text: string): URL | undefined {
  const address = text.includes('://') ? text : `http://${text}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  return url && /^https?:$/.test(url.protocol) ? url : undefined
}

/** The header for user name and password; `null` for a wrong percent escape. */
function credentialsOf({ username, password }: URL): string | null | undefined {
  if (!username && !password) return undefined
  try {
    return basicAuthorization(decodeURIComponent(username), decodeURIComponent(password))
  } catch {
    return null
  }
}

function invalidProxy(from: string): Failure {
  return new Failure('usage', `${from} is not the address of a proxy, such as http://proxy.example:3128`, {
    hint: `mend or unset ${from}; a percent sign in its password is written %25`,
  })
}

/** Whether NO_PROXY names a host: by name, parent domain (`.a.example`, `*.a.example`), address, CIDR range, or `*`; each with or without a port. */
function isExcluded(target: URL, list: string): boolean {
  const host = target.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const entries = list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
  return entries.some((entry) => {
    const [, name = entry, port] = /^(\[.+\]|[^:]+):(\d+)$/.exec(entry) ?? []
    const bare = name.replace(/^\[|\]$/g, '')
    return (port === undefined || port === (target.port || '443')) && matchesHost(bare, host)
  })
}

function matchesHost(name: string, host: string): boolean {
  if (name === '*') return true
  if (isIP(host) !== 0) return isInRange(name, host)
  const domain = name.replace(/^\*?\./, '')
  return host === domain || host.endsWith(`.${domain}`)
}

/** Whether an address is the given one, or in the range given as `10.0.0.0/8`. */
function isInRange(range: string, host: string): boolean {
  const [first = '', bits] = range.split('/')
  const family = isIP(first)
  const most = family === 4 ? 32 : 128
  const length = bits === undefined ? most : Number(bits)
  if (family === 0 || !Number.isInteger(length) || length < 0 || length > most) return false
  const list = new BlockList()
  list.addSubnet(first, length, family === 4 ? 'ipv4' : 'ipv6')
  return list.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6')
}
