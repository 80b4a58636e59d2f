import { BlockList, isIP } from 'node:net'
import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'

/** A proxy that the environment names. */
export interface ProxyServer {
  /** Without a user name and a password. */
  readonly url: URL
  /** The variable that names it. */
  readonly from: string
  /** The value of the Proxy-Authorization header. */
  readonly authorization?: string | undefined
}

/**
 * The proxy on the way to an https address; `undefined` where NO_PROXY, or its absence, says to go straight. The
 * spelling in small letters goes first, as in curl. Plain http needs none: it is for this machine alone.
 *
 * @throws Failure `usage` for a proxy that is no http or https address. Its text is never repeated: it may hold a password.
 */
export function proxyFor(target: URL, env: Context['env']): ProxyServer | undefined {
  const from = ['https_proxy', 'HTTPS_PROXY'].find((name) => env[name])
  const text = from && env[from]
  if (!text || isSpared(target, env.no_proxy || env.NO_PROXY || '')) return undefined
  const url = parsed(text)
  const authorization = url && credentialsOf(url)
  if (url === undefined || authorization === null) throw unusable(from)
  url.username = url.password = ''
  return { url, from, authorization }
}

function parsed(text: string): URL | undefined {
  const address = text.includes('://') ? text : `http://${text}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  return url && /^https?:$/.test(url.protocol) ? url : undefined
}

/** `null` when a percent sign in it means nothing. */
function credentialsOf({ username, password }: URL): string | null | undefined {
  if (!username && !password) return undefined
  try {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    return `Basic ${Buffer.from(pair).toString('base64')}`
  } catch {
    return null
  }
}

function unusable(from: string): Failure {
  return new Failure('usage', `${from} is not the address of a proxy, such as http://proxy.example:3128`, {
    hint: `mend or unset ${from}; a percent sign in its password is written %25`,
  })
}

/**
 * Whether NO_PROXY names a host: itself, a domain above it (with a dot or a star in front or without), an address, a
 * range of addresses, each perhaps with a port, or `*` for all.
 */
function isSpared(target: URL, list: string): boolean {
  const host = target.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const entries = list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
  return entries.some((entry) => {
    const [, name = entry, port] = /^(\[.+\]|[^:]+):(\d+)$/.exec(entry) ?? []
    const bare = name.replace(/^\[|\]$/g, '')
    return (port === undefined || port === (target.port || '443')) && covers(bare, host)
  })
}

function covers(name: string, host: string): boolean {
  if (name === '*') return true
  if (isIP(host) !== 0) return holds(name, host)
  const domain = name.replace(/^\*?\./, '')
  return host === domain || host.endsWith(`.${domain}`)
}

/** Whether an address is the one given, or in the range given as 10.0.0.0/8. */
function holds(range: string, host: string): boolean {
  const [first = '', bits] = range.split('/')
  const family = isIP(first)
  const most = family === 4 ? 32 : 128
  const length = bits === undefined ? most : Number(bits)
  if (family === 0 || !Number.isInteger(length) || length < 0 || length > most) return false
  const list = new BlockList()
  list.addSubnet(first, length, family === 4 ? 'ipv4' : 'ipv6')
  return list.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6')
}
