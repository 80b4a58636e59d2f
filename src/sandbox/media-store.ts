import type { HttpRequest, HttpResponse, HttpTransport } from '../platform/http.ts'
import type { Changes } from './changes.ts'
import type { SandboxCompany } from './company/company.ts'
import { isErased } from './handlers/erasures.ts'
import { mediaSignature } from './media-links.ts'
import { response } from './reply.ts'
import { headerOf } from './route.ts'
import { SeededRandom } from './seeded-random.ts'

const MEDIA_PATH = /^\/media\/(\d+)\.(mp3|mp4)$/
const TYPES: Readonly<Record<string, string>> = { mp3: 'audio/mpeg', mp4: 'video/mp4' }
/** Few, so that downloads are fast. */
const BYTES_PER_SECOND: Readonly<Record<string, number>> = { mp3: 60, mp4: 120 }

/** Whether a request goes to the store of recordings instead of to Gong. */
export function isMediaRequest({ url }: HttpRequest): boolean {
  return new URL(url).pathname.startsWith('/media/')
}

interface MediaStore {
  readonly company: SandboxCompany
  readonly changes: Changes
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Of each recording; by the length of the call when left out. */
  readonly bytes: number | undefined
}

/**
 * The store that the links lead to. It behaves as object stores do: a signed link needs no credentials and takes none,
 * is refused with 403 when it is forged or too old, and gives parts (`Range`) of what its `ETag` names.
 */
export function mediaStore(store: MediaStore): HttpTransport {
  return async (request) => {
    const url = new URL(request.url)
    const [, id = '', ending = ''] = MEDIA_PATH.exec(url.pathname) ?? []
    if (headerOf(request, 'authorization') !== undefined)
      return storeError(400, 'InvalidArgument', 'Only one auth mechanism allowed')
    const expires = Number(url.searchParams.get('Expires'))
    if (url.searchParams.get('Signature') !== mediaSignature(`${id}.${ending}`, expires))
      return storeError(403, 'SignatureDoesNotMatch', 'The signature does not match')
    if (store.now() / 1000 >= expires) return storeError(403, 'AccessDenied', 'Request has expired')
    const size = sizeOf(store, id, ending)
    return size === undefined
      ? storeError(404, 'NoSuchKey', 'The key does not exist')
      : sendRecording(request, id, ending, size)
  }
}

function storeError(status: number, code: string, message: string): HttpResponse {
  return response(status, 'application/xml', `<Error><Code>${code}</Code><Message>${message}</Message></Error>`)
}

function sizeOf({ company, changes, now, bytes }: MediaStore, id: string, ending: string): number | undefined {
  const index = company.indexOf(id)
  if (index === undefined || isErased({ changes, position: { page: 0, beganAtMs: now() } }, id)) return undefined
  return bytes ?? company.call(index).duration * (BYTES_PER_SECOND[ending] ?? 1)
}

function sendRecording(request: HttpRequest, id: string, ending: string, size: number): HttpResponse {
  const etag = `"${new SeededRandom('etag', id, ending, size).digits(20)}"`
  const condition = headerOf(request, 'if-range')
  const isSame = condition === undefined || condition === etag
  const range = isSame ? rangeOf(headerOf(request, 'range'), size) : { from: 0, to: size, whole: true }
  const headers = { etag, 'accept-ranges': 'bytes', 'content-type': TYPES[ending] ?? 'application/octet-stream' }
  if (range.from >= range.to)
    return { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` }, body: recording(id, 0, 0) }
  const part = range.whole ? undefined : { 'content-range': `bytes ${range.from}-${range.to - 1}/${size}` }
  return {
    status: range.whole ? 200 : 206,
    headers: { ...headers, ...part, 'content-length': String(range.to - range.from) },
    body: recording(`${id}.${ending}`, range.from, range.to),
  }
}

interface Range {
  readonly from: number
  /** Exclusive. */
  readonly to: number
  readonly whole: boolean
}

/** `bytes=100-`, `bytes=100-199` or `bytes=-100`; what is no range is ignored, as HTTP wants it. */
function rangeOf(text: string | undefined, size: number): Range {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(text ?? '') ?? []
  if (from === '' && to === '') return { from: 0, to: size, whole: true }
  if (from === '') return { from: Math.max(0, size - Number(to)), to: size, whole: false }
  return { from: Number(from), to: to === '' ? size : Math.min(size, Number(to) + 1), whole: false }
}

const BLOCK_BYTES = 65_536

/** The same noise for the same file, made as it is read; each block has its number, so that no two are alike. */
async function* recording(file: string, from: number, to: number): AsyncGenerator<Uint8Array> {
  const random = new SeededRandom('noise', file)
  const noise = Uint8Array.from({ length: BLOCK_BYTES }, () => random.int(0, 255))
  for (let at = from; at < to; ) {
    const number = Math.floor(at / BLOCK_BYTES)
    const block = noise.slice()
    new DataView(block.buffer).setUint32(0, number)
    const end = Math.min(to, (number + 1) * BLOCK_BYTES)
    yield block.subarray(at - number * BLOCK_BYTES, end - number * BLOCK_BYTES)
    at = end
  }
}
