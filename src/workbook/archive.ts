import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise } from 'yauzl'
import { Failure } from '../lib/errors.ts'
import { formatCount } from '../lib/spelling.ts'
import type { FileSource } from '../platform/files.ts'
import { notReadable } from './not-readable.ts'

/** The parts of a workbook, which is a ZIP archive. */
export interface Archive {
  /** The file, for messages. */
  readonly what: string
  /** Paths in the archive. */
  readonly paths: ReadonlySet<string>
  /** Bytes of a part when it is unpacked, as the archive says. */
  bytesOf(path: string): number
  /** Unpacks a part; nothing for one that is missing. @throws Failure `usage` for one that is damaged or too large */
  chunks(path: string): AsyncIterable<Uint8Array>
}

const MB = 1_000_000
/** Of the file, which is kept in memory while it is read. */
const MAX_FILE_BYTES = 250 * MB
/** Of a part that is unpacked. */
const MAX_PART_BYTES = 4000 * MB
const MAX_PARTS = 10_000
/** A sheet of equal rows is packed to a hundredth; what is packed further, and large, is there to do harm. */
const MAX_RATIO = 250
const MAX_DENSE_BYTES = 20 * MB

/**
 * Opens the archive of a workbook: its list of parts is read, and none of them unpacked.
 *
 * @param what the file, for messages
 * @throws Failure `usage` that says what the file is instead, where that is known
 */
export async function openArchive(file: FileSource, what: string): Promise<Archive> {
  const bytes = await allBytes(file, what)
  const other = otherKind(bytes)
  if (other !== undefined) throw notReadable(what, other)
  const { zip, entries } = await listed(bytes, what)
  return {
    what,
    paths: new Set(entries.keys()),
    bytesOf: (path) => entries.get(path)?.uncompressedSize ?? 0,
    async *chunks(path) {
      const entry = entries.get(path)
      if (entry === undefined) return
      checkSize(entry, what)
      let crc = 0
      try {
        for await (const chunk of await zip.openReadStreamPromise(entry)) {
          crc = crc32(chunk, crc)
          yield chunk
        }
      } catch (error) {
        throw error instanceof Failure ? error : notReadable(what, `${path} in it is damaged`, error)
      }
      if (crc !== entry.crc32) throw notReadable(what, `${path} in it is damaged`)
    },
  }
}

async function allBytes(file: FileSource, what: string): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of file.chunks()) {
    size += chunk.length
    if (size > MAX_FILE_BYTES) throw notReadable(what, `it is larger than ${MAX_FILE_BYTES / MB} MB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function otherKind(bytes: Buffer): string | undefined {
  if (bytes.length === 0) return 'it is empty'
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    return 'it is protected by a password, or an .xls of Excel 97'
  return bytes.subarray(0, 2).toString('latin1') === 'PK' ? undefined : 'it is no .xlsx'
}

async function listed(bytes: Buffer, what: string) {
  const entries = new Map<string, Entry>()
  try {
    const zip = await fromBufferPromise(bytes)
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName)) throw notReadable(what, `${entry.fileName} is in it twice`)
      if (entries.size === MAX_PARTS) throw notReadable(what, `it has more than ${formatCount(MAX_PARTS)} parts`)
      entries.set(entry.fileName, entry)
    }
    return { zip, entries }
  } catch (error) {
    throw error instanceof Failure ? error : notReadable(what, 'it is damaged or not whole', error)
  }
}

function checkSize({ fileName, uncompressedSize, compressedSize, generalPurposeBitFlag }: Entry, what: string): void {
  if ((generalPurposeBitFlag & 1) !== 0) throw notReadable(what, 'it is protected by a password')
  const isDense = uncompressedSize > MAX_DENSE_BYTES && uncompressedSize > compressedSize * MAX_RATIO
  if (isDense || uncompressedSize > MAX_PART_BYTES)
    throw notReadable(what, `${fileName} in it would unpack to ${formatCount(Math.round(uncompressedSize / MB))} MB`)
}
