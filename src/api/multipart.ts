import { Failure } from '../lib/errors.ts'
import type { FileSource } from '../platform/files.ts'
import type { StreamedBody } from '../platform/http.ts'

/** Content types by file extension; others are application/octet-stream. */
const MEDIA_TYPES: { readonly [ending: string]: string } = {
  aac: 'audio/aac',
  flac: 'audio/flac',
  m4a: 'audio/mp4',
  mkv: 'video/x-matroska',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  webm: 'video/webm',
}

function typeOf(name: string): string {
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(MEDIA_TYPES, extension) ? (MEDIA_TYPES[extension] ?? '') : 'application/octet-stream'
}

/**
 * One file as the only field of a multipart form: `mediaFile` of addCallRecording (at most 1.5 GB), `dataFile` of
 * uploadCrmData (at most 200 MB; quirk 21). Streamed: at most one chunk is in memory.
 *
 * @param boundary random, so that the file does not contain it
 */
export function multipart(field: string, file: FileSource, boundary: string): StreamedBody {
  const name = file.name.replace(/["\r\n]/g, '_')
  const head = new TextEncoder().encode(
    `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\n` +
      `content-type: ${typeOf(file.name)}\r\n\r\n`,
  )
  const tail = new TextEncoder().encode(`\r\n--${boundary}--\r\n`)
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    sizeBytes: head.length + file.size + tail.length,
    async *chunks() {
      yield head
      yield* ofSameSize(file)
      yield tail
    },
  }
}

/** @throws Failure `usage` where the file has grown or shrunk since it was opened: the length that was announced would not hold */
async function* ofSameSize(file: FileSource): AsyncIterable<Uint8Array> {
  let left = file.size
  for await (const chunk of file.chunks()) {
    left -= chunk.length
    if (left < 0) break
    yield chunk
  }
  if (left !== 0) throw new Failure('usage', `${file.name} has changed since it was opened`)
}
