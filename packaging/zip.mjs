/** Archives in the form of ZIP, the same byte by byte for the same files. */
import { crc32, deflateRawSync } from 'node:zlib'

/**
 * @typedef {object} ZipFile
 * @property {string} name with `/` between its folders
 * @property {Buffer} data
 * @property {boolean} [executable]
 */

/** Made by Unix, so that readers take over who may run a file; 2.0 is the form of folders and deflate. */
const MADE_BY = (3 << 8) | 20
const NEEDS = 20
const UTF_8 = 1 << 11
const DEFLATE = 8
/** 1 January 1980, as DOS writes it: there is no earlier one. */
const FIRST_DAY = (1 << 5) | 1

/** @param {readonly ZipFile[]} files less than 4 GB together @returns {Buffer} */
export function zip(files) {
  const parts = []
  const directory = []
  let offset = 0
  for (const { name, data, executable = false } of files) {
    const path = Buffer.from(name)
    const packed = deflateRawSync(data, { level: 9 })
    const sizes = fields(
      [2, UTF_8],
      [2, DEFLATE],
      [2, 0],
      [2, FIRST_DAY],
      [4, crc32(data)],
      [4, packed.length],
      [4, data.length],
    )
    const lengths = fields([2, path.length], [2, 0])
    const local = Buffer.concat([fields([4, 0x04034b50], [2, NEEDS]), sizes, lengths, path, packed])
    const mode = ((0o100000 | (executable ? 0o755 : 0o644)) << 16) >>> 0
    const place = fields([2, 0], [2, 0], [2, 0], [4, mode], [4, offset])
    directory.push(fields([4, 0x02014b50], [2, MADE_BY], [2, NEEDS]), sizes, lengths, place, path)
    parts.push(local)
    offset += local.length
  }
  const index = Buffer.concat(directory)
  const count = files.length
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, index.length], [4, offset], [2, 0])
  return Buffer.concat([...parts, index, end])
}

/** @param {readonly (readonly [bytes: number, value: number])[]} numbers little-endian @returns {Buffer} */
function fields(...numbers) {
  const all = numbers.map(([bytes, value]) => {
    const one = Buffer.alloc(bytes)
    one.writeUIntLE(value, 0, bytes)
    return one
  })
  return Buffer.concat(all)
}
