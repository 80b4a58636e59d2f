import type { Context } from '../context.ts'
import { type Finding, ok, warning } from './finding.ts'

/** Which proxy the environment names for an address. Of its own address only the host is told: it may hold a password. */
export function proxy(env: Context['env'], baseUrl: string): Finding {
  const { hostname, protocol } = new URL(baseUrl)
  const name = ['https_proxy', 'HTTPS_PROXY'].find((variable) => protocol === 'https:' && env[variable])
  if (name === undefined) return ok('proxy', `the environment names none for ${hostname}`)
  if (isLeftOut(hostname, env.no_proxy || env.NO_PROXY || ''))
    return ok('proxy', `${name} is set, and NO_PROXY leaves out ${hostname}`)
  const url = addressOf(env[name] ?? '')
  if (url === undefined)
    return warning('proxy', `${name} is not an address`, `export ${name}=http://host:port, or unset ${name}`)
  return ok('proxy', `${name} names ${url.host} for ${hostname}`)
}

function addressOf(text: string): URL | undefined {
  const address = text.includes('://') ? text : `http://${text}`
  return URL.canParse(address) ? new URL(address) : undefined
}

/** NO_PROXY is a list of hosts, each with all that lies below it; `*` is every host. */
function isLeftOut(host: string, list: string): boolean {
  return list
    .split(/[\s,]+/)
    .map((entry) =>
      entry
        .replace(/^\*?\./, '')
        .replace(/:\d+$/, '')
        .toLowerCase(),
    )
    .some((entry) => entry === '*' || (entry !== '' && (host === entry || host.endsWith(`.${entry}`))))
}
