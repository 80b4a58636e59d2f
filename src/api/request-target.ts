import type { Json } from '../lib/rows.ts'
import type { ApiRequest } from './request.ts'

/** Path and query of the request line. Spaces become %20 and `+` %2B, or a phone number would lose it. */
export function target(request: Pick<ApiRequest, 'path' | 'query'>): string {
  const pairs = Object.entries(request.query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeQueryValue(value)}`,
  )
  return pairs.length === 0 ? request.path : `${request.path}?${pairs.join('&')}`
}

/** A value of a query, percent-encoded; one that is no text as JSON. */
export function encodeQueryValue(value: Json): string {
  return encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : String(value))
}
