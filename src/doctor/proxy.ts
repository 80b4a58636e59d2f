import { proxyFor } from '../api/proxy.ts'
import type { Context } from '../platform/ports.ts'
import { type Finding, failed, failure, ok } from './finding.ts'

/** Which proxy stands on the way to an address. Of its own address only the host is told: it may hold a password. */
export function proxy(env: Context['env'], baseUrl: string): Finding {
  const { hostname } = new URL(baseUrl)
  try {
    const used = proxyFor(new URL(baseUrl), env)
    return ok('proxy', used ? `${used.from} names ${used.url.host} for ${hostname}` : `none on the way to ${hostname}`)
  } catch (error) {
    const { message, hint } = failed(error)
    return failure('proxy', message, hint)
  }
}
