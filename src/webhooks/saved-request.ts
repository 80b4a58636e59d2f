import { Failure } from '../lib/errors.ts'
import { parsedJson } from '../lib/parse-json.ts'
import { isRow, type Row } from '../lib/rows.ts'

/** A request that was kept: its path or address, its headers by their names in lower case, and its body as it came. */
export interface SavedRequest {
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

const HINT =
  'the request as it was sent (POST /path HTTP/1.1, headers, an empty line, the body), or {"url", "headers", "body"} as JSON'

/**
 * Reads a request from a file: as it goes over the wire, or as JSON with `url`, `headers` and `body` (or `bodyBase64`).
 *
 * @throws Failure `usage` for what is neither
 */
export function readSavedRequest(bytes: Uint8Array, from: string): SavedRequest {
  const start = Buffer.from(bytes.subarray(0, 64)).toString('latin1').trimStart()
  const request = start.startsWith('{') ? fromJson(bytes) : fromWire(bytes)
  if (request === undefined) throw new Failure('usage', `${from} holds no request`, { hint: HINT })
  return request
}

function fromJson(bytes: Uint8Array): SavedRequest | undefined {
  const saved = parsedJson(new TextDecoder().decode(bytes))
  if (!isRow(saved)) return undefined
  const body = bodyOf(saved)
  const { url = '/', headers } = saved
  if (typeof url !== 'string' || !isRow(headers) || body === undefined) return undefined
  // What is no text, such as a list, says nothing in a header.
  const values = Object.entries(headers).filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  return {
    target: url,
    headers: Object.fromEntries(values.map(([name, value]) => [name.toLowerCase(), `${value}`])),
    body,
  }
}

function bodyOf({ body, bodyBase64 }: Row): Uint8Array | undefined {
  if (typeof body === 'string') return Buffer.from(body)
  return typeof bodyBase64 === 'string' ? Buffer.from(bodyBase64, 'base64') : undefined
}

function fromWire(bytes: Uint8Array): SavedRequest | undefined {
  const buffer = Buffer.from(bytes)
  const [, head = '', gap = ''] = /^([\s\S]*?)(\r?\n\r?\n)/.exec(buffer.toString('latin1')) ?? []
  const [first = '', ...lines] = head.split(/\r?\n/)
  const [, target] = /^[A-Z]+ (\S+)(?: HTTP\/[\d.]+)?$/.exec(first) ?? []
  if (target === undefined) return undefined
  const headers = lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
  })
  const named: Record<string, string> = Object.fromEntries(headers)
  const body = buffer.subarray(head.length + gap.length)
  // An editor may have ended the file with a line break, which is no part of the body.
  return { target, headers: named, body: body.subarray(0, Number(named['content-length'] ?? body.length)) }
}

/** The addresses that a request may have been sent to: behind a proxy nobody but Gong knows whether by http or https. */
export function requestAddresses({ target, headers }: Pick<SavedRequest, 'target' | 'headers'>): readonly string[] {
  if (URL.canParse(target)) return [target]
  return ['https', 'http'].map((scheme) => `${scheme}://${headers.host ?? ''}${target}`)
}
