import type { Field } from '../catalogue/kinds.ts'
import { queryOf } from '../catalogue/shape.ts'
import type { Json } from '../lib/rows.ts'
import type { ApiRequest } from './request.ts'
import { encodeQueryValue } from './request-target.ts'

const PERSONAL_SEGMENT = /[^/]*(@|%40)[^/]*|(?<=\/)(\+|%2b)[^/]*/gi
const LOGGABLE_KINDS = new Set(['id', 'uuid', 'instant', 'day', 'count', 'number', 'flag', 'choice'])

/**
 * Path and query for logs. Values that could identify a person, cursors, and values that the catalogue does not know become
 * `***`, and in the path whatever looks like an e-mail address or a phone number.
 */
export function redactedTarget(request: ApiRequest): string {
  const fields = request.operation ? queryOf(request.operation) : new Map<string, Field>()
  const shown = (name: string, value: Json) =>
    LOGGABLE_KINDS.has(fields.get(name)?.kind ?? '') ? encodeQueryValue(value) : '***'
  const query = Object.entries(request.query).map(([name, value]) => `${name}=${shown(name, value)}`)
  const path = request.path.replace(PERSONAL_SEGMENT, '***')
  return query.length === 0 ? path : `${path}?${query.join('&')}`
}
