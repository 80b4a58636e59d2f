import { constants, crc32, deflateRawSync } from 'node:zlib'
import { Failure } from '../../lib/errors.ts'
import type { Row } from '../../lib/rows.ts'

/** A file inside an archive. Sizes and the offset of its header are bytes. */
interface ZipEntry {
  readonly name: string
  readonly offset: number
  size: number
  compressedSize: number
  crc: number
}

/**
 * Makes a ZIP archive piece by piece. Each piece is compressed on its own, so that nothing but a few numbers is kept between
 * two of them, and another process can go on after any.
 */
export interface ZipWriter {
  /** Begins a file; the one before is ended. */
  begin(name: string): Buffer
  /** Appends to the file that was begun last. @throws Failure `local` past the 4 GB that a ZIP archive can hold */
  write(text: string): Buffer
  /** The list of files, which ends an archive. */
  end(): Buffer
  /** What `zipWriter` needs to go on. */
  state(): ZipState
}

export interface ZipState extends Row {
  readonly offset: number
  readonly isOpen: boolean
  readonly entries: readonly (ZipEntry & Row)[]
}

/** Sizes follow the data, since they are not known before; names are UTF-8. */
const FLAGS = 0x0808
const DEFLATE = 8
/** 2.0, the version of the format that has both. */
const VERSION = 20
/** 1 January 1980: the same rows make the same bytes. */
const DAY = 0x21
const MAX_BYTES = 0xffff_ffff
/** Ends a stream of blocks that are all whole. */
const LAST_BLOCK = Buffer.from([0x03, 0x00])

const LOCAL_HEADER = 0x0403_4b50
const DATA_DESCRIPTOR = 0x0807_4b50
const CENTRAL_HEADER = 0x0201_4b50
const END_OF_DIRECTORY = 0x0605_4b50

/** @param after the state of an archive that was not finished */
export function zipWriter(after?: ZipState): ZipWriter {
  const entries: ZipEntry[] = (after?.entries ?? []).map((entry) => ({ ...entry }))
  let offset = after?.offset ?? 0
  let isOpen = after?.isOpen === true
  const counted = (...parts: readonly Buffer[]): Buffer => {
    const bytes = Buffer.concat(parts)
    offset += bytes.length
    if (offset > MAX_BYTES || entries.some(({ size }) => size > MAX_BYTES))
      throw new Failure('local', 'an archive of this kind ends at 4 GB', { hint: 'write -f csv, or a shorter period' })
    return bytes
  }
  const ended = (): Buffer => {
    const entry = entries.at(-1)
    if (!isOpen || entry === undefined) return Buffer.alloc(0)
    isOpen = false
    entry.compressedSize += LAST_BLOCK.length
    return counted(LAST_BLOCK, fields([4, DATA_DESCRIPTOR], ...sums(entry)))
  }
  return {
    begin(name) {
      const before = ended()
      const entry: ZipEntry = { name, offset, size: 0, compressedSize: 0, crc: 0 }
      entries.push(entry)
      isOpen = true
      return Buffer.concat([
        before,
        counted(fields([4, LOCAL_HEADER], ...description(entry, false)), Buffer.from(name)),
      ])
    },
    write(text) {
      const entry = entries.at(-1)
      if (text === '' || entry === undefined) return Buffer.alloc(0)
      const bytes = Buffer.from(text)
      const compressed = deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH })
      entry.crc = crc32(bytes, entry.crc)
      entry.size += bytes.length
      entry.compressedSize += compressed.length
      return counted(compressed)
    },
    end() {
      const before = ended()
      const start = offset
      const directory = Buffer.concat(entries.map(centralHeader))
      const count = entries.length
      const end = fields(
        [4, END_OF_DIRECTORY],
        [4, 0],
        [2, count],
        [2, count],
        [4, directory.length],
        [4, start],
        [2, 0],
      )
      return Buffer.concat([before, counted(directory, end)])
    },
    state: () => ({ offset, isOpen, entries: entries.map((entry) => ({ ...entry })) }),
  }
}

type Field = readonly [bytes: 2 | 4, value: number]

/** What both headers of a file say. In the first one the sums are 0: they follow the data. */
function description(entry: ZipEntry, isWhole: boolean): readonly Field[] {
  const known: readonly Field[] = isWhole
    ? sums(entry)
    : [
        [4, 0],
        [4, 0],
        [4, 0],
      ]
  return [
    [2, VERSION],
    [2, FLAGS],
    [2, DEFLATE],
    [2, 0],
    [2, DAY],
    ...known,
    [2, Buffer.byteLength(entry.name)],
    [2, 0],
  ]
}

function sums({ crc, compressedSize, size }: ZipEntry): readonly Field[] {
  return [
    [4, crc],
    [4, compressedSize],
    [4, size],
  ]
}

function centralHeader(entry: ZipEntry): Buffer {
  const rest: readonly Field[] = [
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, entry.offset],
  ]
  return Buffer.concat([
    fields([4, CENTRAL_HEADER], [2, VERSION], ...description(entry, true), ...rest),
    Buffer.from(entry.name),
  ])
}

/** Numbers one after the other, least byte first. */
function fields(...all: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(all.reduce((sum, [length]) => sum + length, 0))
  let at = 0
  for (const [length, value] of all) at = bytes.writeUIntLE(value, at, length)
  return bytes
}
