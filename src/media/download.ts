import { type RetryCause, retryDelayMs } from '../api/retry.ts'
import { errorCode } from '../lib/error-code.ts'
import { Failure } from '../lib/errors.ts'
import type { AppendFile, Files } from '../platform/files.ts'
import type { HttpResponse, HttpTransport } from '../platform/http.ts'
import { networkReason } from '../platform/network-error.ts'
import type { Clock } from '../platform/ports.ts'
import { fetchLink } from './fetch-link.ts'
import { type PartialDownload, partPath, readPart, removePartInfo, writePartInfo } from './part.ts'
import { checkBody, continuesAt, discardBody, EMPTY, isRefusedRange, refusalOf, sizeOf } from './recording-response.ts'

/** What a download uses. */
export interface DownloadOptions {
  readonly send: HttpTransport
  readonly files: Files
  readonly clock: Clock
  readonly signal: AbortSignal
  /** From 0 to 1, for jitter. */
  readonly random: () => number
  readonly retry: boolean
  /** Idle timeout. */
  readonly timeoutMs: number
}

type Outcome = { readonly bytes: number } | FailedAttempt

interface FailedAttempt {
  readonly failure: Failure
  readonly cause: RetryCause
  /** Whether it received more bytes than were there before. */
  readonly hasProgress: boolean
}

/** How often a refused link is renewed in a row: one that is refused when it is new has not expired. */
const MAX_RENEWALS = 2

/**
 * Downloads a recording from a presigned link to a file. Until it is complete it is at `<path>.part`, from which a later
 * attempt or run resumes. Streamed: at most one chunk is in memory. Sends no credentials.
 *
 * @param renew asks Gong for a new link: an expired one is refused with 403 (field note "Media")
 * @returns bytes of the file
 * @throws Failure when it cannot be downloaded; `interrupted` on Ctrl-C. The part stays.
 */
export async function download(
  link: string,
  path: string,
  options: DownloadOptions,
  renew: () => Promise<string | undefined>,
): Promise<number> {
  let [url, renewals] = [link, 0]
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await attempt(url, path, options)
    if ('bytes' in outcome) return outcome.bytes
    const { failure, cause, hasProgress } = outcome
    if (hasProgress) [attempts, renewals] = [1, 0]
    if (cause.status === 403) {
      const newLink = renewals < MAX_RENEWALS ? await renew() : undefined
      if (newLink === undefined) throw failure
      url = newLink
      renewals += 1
    } else {
      const delayMs = options.retry ? retryDelayMs(attempts, 'read', cause, options.random()) : undefined
      if (delayMs === undefined) throw failure
      await options.clock.sleep(delayMs, options.signal)
    }
  }
}

async function attempt(url: string, path: string, options: DownloadOptions): Promise<Outcome> {
  const part = await readPart(options.files, path)
  try {
    // An earlier run was stopped just before the end.
    if (part.bytes > 0 && part.bytes === part.size)
      return {
        bytes: await complete(await options.files.append(partPath(path), part.bytes), part.bytes, path, options),
      }
    const response = await fetchLink(url, part, options)
    checkBody(response)
    const start = continuesAt(response, part)
    if (start !== undefined) return { bytes: await receive(response, start, path, options) }
    discardBody(response)
    if (isRefusedRange(response)) await removePartInfo(options.files, path)
    return { ...refusalOf(response, options.clock.now()), hasProgress: false }
  } catch (error) {
    return await failedAttempt(error, part, path, options)
  }
}

/** Writes the body to the part. @param start the byte that the body begins at */
async function receive(response: HttpResponse, start: number, path: string, options: DownloadOptions): Promise<number> {
  const { files } = options
  const size = sizeOf(response, start)
  const { etag } = response.headers
  // A weak ETag does not guarantee equal bytes.
  const strong = etag?.startsWith('"') ? { etag } : {}
  await writePartInfo(files, path, { ...strong, ...(size !== undefined && { size }) })
  const file = await files.append(partPath(path), start)
  let bytes = start
  try {
    for await (const chunk of response.body) {
      await file.write(chunk)
      bytes += chunk.length
    }
    if (bytes === 0) throw new Failure('unreachable', EMPTY)
    if (size === undefined || bytes === size) return await complete(file, bytes, path, options)
  } catch (error) {
    await file.close()
    throw error
  }
  await file.close()
  if (bytes > size) await removePartInfo(files, path)
  throw Object.assign(new Error(`${bytes} of ${size} bytes came`), { code: 'ECONNRESET' })
}

async function complete(file: AppendFile, bytes: number, path: string, { files }: DownloadOptions): Promise<number> {
  await file.rename(path)
  await removePartInfo(files, path)
  return bytes
}

/** A network error as a failed attempt. @throws any other error: a retry would not help */
async function failedAttempt(
  error: unknown,
  before: PartialDownload,
  path: string,
  { signal, files, timeoutMs }: DownloadOptions,
): Promise<FailedAttempt> {
  if (signal.aborted) throw new Failure('interrupted', 'interrupted')
  const code = errorCode(error)
  if (error instanceof Failure || code === undefined) throw error
  const { reason, hint } = networkReason(error, code, timeoutMs)
  const failure = new Failure('unreachable', `the download stopped: ${reason}`, { hint, cause: error })
  return { failure, cause: { code }, hasProgress: (await readPart(files, path)).bytes > before.bytes }
}
