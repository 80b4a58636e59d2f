import { isRow, type Row } from '../lib/rows.ts'
import type { ApiRequest } from './request.ts'

/** The same request for the next page: the cursor goes in the query of a GET and at the top of a POST's body (quirk 68). */
export function withCursor(request: ApiRequest, cursor: string): ApiRequest {
  return request.method === 'GET'
    ? { ...request, query: { ...request.query, cursor } }
    : { ...request, body: { ...(isRow(request.body) ? request.body : {}), cursor } }
}

/** Whether a request is for a page after the first. */
export function hasCursor({ method, query, body }: ApiRequest): boolean {
  const cursor = method === 'GET' ? query.cursor : isRow(body) ? body.cursor : undefined
  return cursor !== undefined && cursor !== null && cursor !== ''
}

/** The cursor that leads from an answer to the next page; `undefined` on the last. */
export function cursorOf({ body }: { readonly body: Row }): string | undefined {
  const cursor = isRow(body.records) ? body.records.cursor : undefined
  const text = typeof cursor === 'number' ? String(cursor) : cursor
  return typeof text === 'string' && text !== '' ? text : undefined
}
