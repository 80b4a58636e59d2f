import type { HttpRequest } from '../platform/http.ts'

/** The one file of a multipart form. */
export interface UploadedFile {
  readonly field: string
  readonly name: string
  /** Bytes of the file. */
  readonly size: number
  /** What it holds, for data files; media is only counted. */
  readonly text: string
}

const PART_HEADER = /name="([^"]*)"; filename="([^"]*)"/
const BLANK_LINE = Buffer.from('\r\n\r\n')

/** Reads an upload as it comes. @returns `undefined` when the request is no form with a file */
export async function parseUpload({ headers, body }: HttpRequest): Promise<UploadedFile | undefined> {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(contentType(headers))?.[1]
  if (boundary === undefined || body === undefined) return undefined
  const kept: Buffer[] = []
  let size = 0
  let head: string | undefined
  for await (const chunk of pieces(body)) {
    const piece = Buffer.from(chunk)
    const rest = head === undefined ? splitAtFile(kept.splice(0), piece) : { head, file: piece }
    head = rest.head
    size += head === undefined ? 0 : rest.file.length
    if (head === undefined || head.includes('name="dataFile"')) kept.push(rest.file)
  }
  const [, field, name] = PART_HEADER.exec(head ?? '') ?? []
  const tail = `\r\n--${boundary}--\r\n`
  if (field === undefined || name === undefined) return undefined
  return { field, name, size: size - tail.length, text: Buffer.concat(kept).toString('utf8').replace(tail, '') }
}

/** A body as text; empty for none, and for a stream, which is read as a form. */
export function textOf(body: HttpRequest['body']): string {
  if (body === undefined || (typeof body === 'object' && 'chunks' in body)) return ''
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8')
}

export function isForm({ headers }: HttpRequest): boolean {
  return contentType(headers).startsWith('multipart/')
}

function contentType(headers: HttpRequest['headers']): string {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
}

/** Splits the bytes so far where the file begins; all are kept until that is found. */
function splitAtFile(before: readonly Buffer[], piece: Buffer): { head: string | undefined; file: Buffer } {
  const all = Buffer.concat([...before, piece])
  const end = all.indexOf(BLANK_LINE)
  return end < 0
    ? { head: undefined, file: all }
    : { head: all.subarray(0, end).toString('utf8'), file: all.subarray(end + BLANK_LINE.length) }
}

async function* pieces(body: NonNullable<HttpRequest['body']>): AsyncIterable<Uint8Array> {
  if (typeof body === 'string') yield Buffer.from(body)
  else if ('chunks' in body) yield* body.chunks()
  else yield body
}
