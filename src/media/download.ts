import { parseRetryAfter, type RetryCause, retryDelayMs } from '../api/retry.ts'
import { errorCode } from '../lib/error-code.ts'
import { Failure } from '../lib/errors.ts'
import type { AppendFile, Files } from '../platform/files.ts'
import type { HttpResponse, HttpTransport } from '../platform/http.ts'
import { contentEncoding } from '../platform/http-body.ts'
import { networkReason } from '../platform/network-error.ts'
import type { Clock } from '../platform/ports.ts'
import { checkLink } from './links.ts'
import { begun, forget, note, type PartialDownload, partOf } from './part.ts'

/** What a download needs of the world. */
export interface Line {
  readonly send: HttpTransport
  readonly files: Files
  readonly clock: Clock
  readonly signal: AbortSignal
  /** From 0 to 1, for jitter. */
  readonly chance: () => number
  readonly retry: boolean
  /** Milliseconds without a byte. */
  readonly timeout: number
}

type Outcome = { readonly bytes: number } | Broken

interface Broken {
  readonly failure: Failure
  readonly trouble: RetryCause
  /** Whether it came further than before. */
  readonly grown: boolean
}

/** A link that is refused when it is new is not too old. */
const RENEWALS = 2
const HOPS = 5

/**
 * Brings what a presigned link leads to onto the disk. Until it is whole it stands at `<path>.part`, and a later try or
 * run goes on from there; never more than a chunk is in memory. Nothing is sent along that could tell who asks.
 *
 * @param renew asks Gong for the link anew: one that is too old is refused with 403 (field note "Media")
 * @returns bytes
 * @throws Failure when it cannot be had; `interrupted` on Ctrl-C, with what came kept
 */
export async function download(
  link: string,
  path: string,
  line: Line,
  renew: () => Promise<string | undefined>,
): Promise<number> {
  let [url, renewed] = [link, 0]
  for (let tried = 1; ; tried += 1) {
    const outcome = await attempt(url, path, line)
    if ('bytes' in outcome) return outcome.bytes
    const { failure, trouble, grown } = outcome
    if (grown) [tried, renewed] = [1, 0]
    if (trouble.status === 403) {
      const fresh = renewed < RENEWALS ? await renew() : undefined
      if (fresh === undefined) throw failure
      url = fresh
      renewed += 1
    } else {
      const pause = line.retry ? retryDelayMs(tried, 'read', trouble, line.chance()) : undefined
      if (pause === undefined) throw failure
      await line.clock.sleep(pause, line.signal)
    }
  }
}

async function attempt(url: string, path: string, line: Line): Promise<Outcome> {
  const part = await begun(line.files, path)
  try {
    if (part.bytes > 0 && part.bytes === part.size) return { bytes: await finish(part.bytes, path, line) }
    const response = await ask(url, wanted(part), line)
    const start = await startOf(response, part, path, line)
    return typeof start === 'number' ? { bytes: await receive(response, start, path, line) } : start
  } catch (error) {
    return await broken(error, part, path, line)
  }
}

/**
 * Asks for what is missing. `If-Range` makes the store send all of it again when it is another file by now; where the store
 * named none, nobody can tell, and all of it is asked for.
 */
function wanted({ bytes, etag }: PartialDownload): Readonly<Record<string, string>> {
  return bytes === 0 || etag === undefined ? {} : { range: `bytes=${bytes}-`, 'if-range': etag }
}

/** Follows redirects, never from https to anything less. */
async function ask(link: string, more: Readonly<Record<string, string>>, line: Line): Promise<HttpResponse> {
  let url = checkLink(link)
  for (let hops = 0; hops <= HOPS; hops += 1) {
    const headers = { accept: '*/*', 'user-agent': 'gong-cli', ...more }
    const response = await line.send({ method: 'GET', url: url.href, headers, timeoutMs: line.timeout }, line.signal)
    const { location } = response.headers
    if (response.status < 300 || response.status > 399 || location === undefined) return response
    letGo(response)
    const next = checkLink(new URL(location, url).href)
    if (next.protocol !== url.protocol && next.protocol !== 'https:')
      throw new Failure('unreachable', `the link redirects to ${next.host}, and not by https`)
    url = next
  }
  throw new Failure('unreachable', `the link redirects more than ${HOPS} times`)
}

/** The byte that the body begins at, or why there is nothing in it. */
async function startOf(
  response: HttpResponse,
  part: PartialDownload,
  path: string,
  line: Line,
): Promise<number | Broken> {
  const { status, headers } = response
  const odd = status === 200 || status === 206 ? noMedium(response) : undefined
  if (odd !== undefined) {
    letGo(response)
    throw new Failure('unreachable', odd)
  }
  if (status === 200) return 0
  if (status === 206 && continues(response, part)) return part.bytes
  letGo(response)
  if (status === 206 || status === 416) {
    await forget(line.files, path)
    return refused('the store gave another part than was asked for', { code: 'ERR_RANGE' })
  }
  const after = parseRetryAfter(headers['retry-after'], line.clock.now())
  return refused(`the link was refused with ${status}`, { status, retryAfterMs: after })
}

/** Why this cannot be the recording that the link is of; `undefined` when it can. */
function noMedium(response: HttpResponse): string | undefined {
  const packing = contentEncoding(response)
  if (packing !== undefined) return `the recording came packed (${packing}), which nobody asked for: a proxy?`
  const type = response.headers['content-type']?.split(';', 1).join('').trim().toLowerCase() ?? ''
  if (/^text\/|[/+](html|json|xml)$/.test(type))
    return `the link leads to a page (${type}), not to a recording: a proxy?`
  return response.headers['content-length'] === '0' ? EMPTY : undefined
}

const EMPTY = 'the recording is empty: 0 bytes came'

function refused(message: string, trouble: RetryCause): Broken {
  return { failure: new Failure('unreachable', message), trouble, grown: false }
}

const CONTENT_RANGE = /^bytes (\d+)-\d+\/(\d+|\*)$/

/** Whether it is the rest of the very file whose beginning is here. */
function continues({ headers }: HttpResponse, part: PartialDownload): boolean {
  if (headers.etag !== undefined && headers.etag !== part.etag) return false
  const [, from, size] = CONTENT_RANGE.exec(headers['content-range'] ?? '') ?? []
  return Number(from) === part.bytes && (size === '*' || part.size === undefined || Number(size) === part.size)
}

/** Bytes of the whole, where the store tells. */
function sizeOf({ headers }: HttpResponse, start: number): number | undefined {
  const total = CONTENT_RANGE.exec(headers['content-range'] ?? '')?.[2]
  if (total !== undefined && total !== '*') return Number(total)
  const length = headers['content-length']
  return length === undefined ? undefined : start + Number(length)
}

async function receive(response: HttpResponse, start: number, path: string, line: Line): Promise<number> {
  const size = sizeOf(response, start)
  const { etag } = response.headers
  const strong = etag?.startsWith('"') ? { etag } : {}
  await note(line.files, path, { ...strong, ...(size !== undefined && { size }) })
  const file = await line.files.append(partOf(path), start)
  let bytes = start
  try {
    for await (const chunk of response.body) {
      await file.write(chunk)
      bytes += chunk.length
    }
    if (bytes === 0) throw new Failure('unreachable', EMPTY)
    if (size === undefined || bytes === size) return await named(file, bytes, path, line)
  } catch (error) {
    await file.close()
    throw error
  }
  await file.close()
  if (bytes > size) await forget(line.files, path)
  throw Object.assign(new Error(`${bytes} of ${size} bytes came`), { code: 'ECONNRESET' })
}

/** All of it is here already: an earlier run was stopped just before the end. */
async function finish(bytes: number, path: string, line: Line): Promise<number> {
  return await named(await line.files.append(partOf(path), bytes), bytes, path, line)
}

async function named(file: AppendFile, bytes: number, path: string, { files }: Line): Promise<number> {
  await file.rename(path)
  await forget(files, path)
  return bytes
}

/** What broke on the way; what the disk or a link refuses is no matter of trying again. */
async function broken(
  error: unknown,
  before: PartialDownload,
  path: string,
  { signal, files, timeout }: Line,
): Promise<Broken> {
  if (signal.aborted) throw new Failure('interrupted', 'interrupted')
  const code = errorCode(error)
  if (error instanceof Failure || code === undefined) throw error
  const { reason, hint } = networkReason(error, code, timeout)
  const failure = new Failure('unreachable', `the download stopped: ${reason}`, { hint, cause: error })
  return { failure, trouble: { code }, grown: (await begun(files, path)).bytes > before.bytes }
}

function letGo({ discard }: HttpResponse): void {
  discard?.()
}
