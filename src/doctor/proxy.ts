import { proxyFor } from '../api/proxy.ts'
import type { Context } from '../platform/ports.ts'
import { type Finding, failure, ok, thrownFailure } from './finding.ts'

/** Which proxy is used for an address. Shows only the host of the proxy: its address may contain a password. */
export function proxyFinding(env: Context['env'], baseUrl: string): Finding {
  const { hostname } = new URL(baseUrl)
  try {
    const used = proxyFor(new URL(baseUrl), env)
    return ok(
      'proxy',
      used ? `${used.variable} names ${used.url.host} for ${hostname}` : `none on the way to ${hostname}`,
    )
  } catch (error) {
    const { message, hint } = thrownFailure(error)
    return failure('proxy', message, hint)
  }
}
