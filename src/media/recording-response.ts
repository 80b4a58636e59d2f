import { parseRetryAfter, type RetryCause } from '../api/retry.ts'
import { Failure } from '../lib/errors.ts'
import type { HttpResponse } from '../platform/http.ts'
import { contentEncoding } from '../platform/http-body.ts'
import type { PartialDownload } from './part.ts'

/** The message for a recording without bytes. */
export const EMPTY = 'the recording is empty: 0 bytes came'

const CONTENT_RANGE = /^bytes (\d+)-\d+\/(\d+|\*)$/

/** Checks that the body of a 200 or 206 can be a recording. @throws Failure `unreachable` for one that is not */
export function checkBody(response: HttpResponse): void {
  if (response.status !== 200 && response.status !== 206) return
  const problem = problemOf(response)
  if (problem === undefined) return
  discardBody(response)
  throw new Failure('unreachable', problem)
}

function problemOf(response: HttpResponse): string | undefined {
  const encoding = contentEncoding(response)
  if (encoding !== undefined) return `the recording came packed (${encoding}), which nobody asked for: a proxy?`
  const type = response.headers['content-type']?.split(';', 1).join('').trim().toLowerCase() ?? ''
  if (/^text\/|[/+](html|json|xml)$/.test(type))
    return `the link leads to a page (${type}), not to a recording: a proxy?`
  return response.headers['content-length'] === '0' ? EMPTY : undefined
}

/** The byte of the file that the body begins at; `undefined` when it is not the file, or not the rest of this part. */
export function continuesAt(response: HttpResponse, part: PartialDownload): number | undefined {
  if (response.status === 200) return 0
  return response.status === 206 && isRestOf(response, part) ? part.bytes : undefined
}

function isRestOf({ headers }: HttpResponse, part: PartialDownload): boolean {
  if (headers.etag !== undefined && headers.etag !== part.etag) return false
  const [, from, size] = CONTENT_RANGE.exec(headers['content-range'] ?? '') ?? []
  return Number(from) === part.bytes && (size === '*' || part.size === undefined || Number(size) === part.size)
}

/** Whether the part cannot be continued, so that the next attempt has to start at 0. */
export function isRefusedRange({ status }: HttpResponse): boolean {
  return status === 206 || status === 416
}

/** The failure for a response without the wanted bytes. @param nowMs milliseconds since the epoch */
export function refusalOf(
  response: HttpResponse,
  nowMs: number,
): { readonly failure: Failure; readonly cause: RetryCause } {
  if (isRefusedRange(response)) {
    const failure = new Failure('unreachable', 'the store gave another part than was asked for')
    return { failure, cause: { code: 'ERR_RANGE' } }
  }
  const { status, headers } = response
  const retryAfterMs = parseRetryAfter(headers['retry-after'], nowMs)
  return {
    failure: new Failure('unreachable', `the link was refused with ${status}`),
    cause: { status, retryAfterMs },
  }
}

/** The size of the whole file, when the server says it. @param start the byte that the body begins at */
export function sizeOf({ headers }: HttpResponse, start: number): number | undefined {
  const total = CONTENT_RANGE.exec(headers['content-range'] ?? '')?.[2]
  if (total !== undefined && total !== '*') return Number(total)
  const length = headers['content-length']
  return length === undefined ? undefined : start + Number(length)
}

/** Frees the connection of a response whose body is not read. */
export function discardBody({ discard }: HttpResponse): void {
  discard?.()
}
