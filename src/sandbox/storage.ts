import type { Send, WireRequest, WireResponse } from '../api/transport.ts'
import type { Row } from '../lib/rows.ts'
import { isErased } from './answers/erased.ts'
import { Chance } from './chance.ts'
import type { Changes } from './changes.ts'
import type { Call } from './company/call.ts'
import type { Company } from './company/company.ts'
import { response } from './reply.ts'
import { header } from './route.ts'

/** Seconds that a link is good for (field note "Media"). */
const LIFE = 8 * 3600
const PATH = /^\/media\/(\d+)\.(mp3|mp4)$/
const TYPES: Readonly<Record<string, string>> = { mp3: 'audio/mpeg', mp4: 'video/mp4' }
/** Bytes of a second: enough to be felt, little enough to be fast. */
const RATES: Readonly<Record<string, number>> = { mp3: 60, mp4: 120 }

/**
 * Links to the recording, signed anew for each request (field note "Media"). They lead back to where it was asked for.
 *
 * @param now ms
 */
export function media({ id, direction }: Call, origin: string, now: number): Row {
  const expires = Math.floor(now / 1000) + LIFE
  const link = (file: string) => `${origin}/media/${file}?Expires=${expires}&Signature=${signature(file, expires)}`
  return { audioUrl: link(`${id}.mp3`), ...(direction === 'Conference' && { videoUrl: link(`${id}.mp4`) }) }
}

function signature(file: string, expires: number): string {
  return new Chance('media', file, expires).digits(24)
}

/** Whether a request goes to the store of recordings instead of to Gong. */
export function isStored({ url }: WireRequest): boolean {
  return new URL(url).pathname.startsWith('/media/')
}

interface Store {
  readonly company: Company
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
export function storage(store: Store): Send {
  return async (request) => {
    const url = new URL(request.url)
    const [, id = '', ending = ''] = PATH.exec(url.pathname) ?? []
    if (header(request, 'authorization') !== undefined)
      return refused(400, 'InvalidArgument', 'Only one auth mechanism allowed')
    const expires = Number(url.searchParams.get('Expires'))
    if (url.searchParams.get('Signature') !== signature(`${id}.${ending}`, expires))
      return refused(403, 'SignatureDoesNotMatch', 'The signature does not match')
    if (store.now() / 1000 >= expires) return refused(403, 'AccessDenied', 'Request has expired')
    const size = sizeOf(store, id, ending)
    return size === undefined ? refused(404, 'NoSuchKey', 'The key does not exist') : sent(request, id, ending, size)
  }
}

function refused(status: number, code: string, message: string): WireResponse {
  return response(status, 'application/xml', `<Error><Code>${code}</Code><Message>${message}</Message></Error>`)
}

function sizeOf({ company, changes, now, bytes }: Store, id: string, ending: string): number | undefined {
  const index = company.indexOf(id)
  if (index === undefined || isErased({ changes, place: { page: 0, began: now() } }, id)) return undefined
  return bytes ?? company.call(index).duration * (RATES[ending] ?? 1)
}

function sent(request: WireRequest, id: string, ending: string, size: number): WireResponse {
  const etag = `"${new Chance('etag', id, ending, size).digits(20)}"`
  const condition = header(request, 'if-range')
  const isSame = condition === undefined || condition === etag
  const range = isSame ? rangeOf(header(request, 'range'), size) : { from: 0, to: size, whole: true }
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

const BLOCK = 65_536

/** The same noise for the same file, made as it is read; each block has its number, so that no two are alike. */
async function* recording(file: string, from: number, to: number): AsyncGenerator<Uint8Array> {
  const chance = new Chance('noise', file)
  const noise = Uint8Array.from({ length: BLOCK }, () => chance.int(0, 255))
  for (let at = from; at < to; ) {
    const number = Math.floor(at / BLOCK)
    const block = noise.slice()
    new DataView(block.buffer).setUint32(0, number)
    const end = Math.min(to, (number + 1) * BLOCK)
    yield block.subarray(at - number * BLOCK, end - number * BLOCK)
    at = end
  }
}
