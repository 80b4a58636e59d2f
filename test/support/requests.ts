import type { HttpRequest } from '../../src/platform/http.ts'
import { operationOf } from './fake-gong.ts'

/** Whether a request does more than read. */
export function isChange(request: HttpRequest): boolean {
  return operationOf(request)?.effect !== 'read'
}

/** `PUT /v2/calls/users-access`. */
export function shortLine({ method, url }: HttpRequest): string {
  return `${method} ${new URL(url).pathname}`
}
