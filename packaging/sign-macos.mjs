import { createHash } from 'node:crypto'

/** Load commands of a Mach-O file: a segment, and where the signature is. */
const SEGMENT_64 = 0x19
const CODE_SIGNATURE = 0x1d

const PAGE_BYTES = 4096
const HASH_BYTES = 32
const SUPER_BLOB_BYTES = 20
const DIRECTORY_BYTES = 88
const IDENTIFIER = Buffer.from('gong\0')

/**
 * Signs a 64-bit Mach-O program ad hoc, which says no more than that it is whole. Bun does so for arm64 alone; for x64 it
 * leaves its own signature, which is of another file by then, and macOS may kill what does not fit its signature.
 *
 * @param {Buffer} program is changed
 * @returns the signed program
 */
export function signedAdHoc(program) {
  const { signature, linkEdit, text } = loadCommands(program)
  const limit = program.readUInt32LE(signature + 8)
  const pages = Math.ceil(limit / PAGE_BYTES)
  const directoryBytes = DIRECTORY_BYTES + IDENTIFIER.length + pages * HASH_BYTES
  const total = SUPER_BLOB_BYTES + directoryBytes
  program.writeUInt32LE(total, signature + 12)
  const linkEditBytes = BigInt(limit + total) - program.readBigUInt64LE(linkEdit + 40)
  program.writeBigUInt64LE(BigInt.asUintN(64, (linkEditBytes + 0x3fffn) & ~0x3fffn), linkEdit + 32)
  program.writeBigUInt64LE(linkEditBytes, linkEdit + 48)
  const code = program.subarray(0, limit)
  return Buffer.concat([
    code,
    bigEndian(0xfade0cc0, total, 1, 0, SUPER_BLOB_BYTES),
    directory(directoryBytes, pages, limit, program.readBigUInt64LE(text + 48)),
    IDENTIFIER,
    ...Array.from({ length: pages }, (_, page) => hash(code.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES))),
  ])
}

/** @param {Buffer} program */
function loadCommands(program) {
  const found = { signature: 0, linkEdit: 0, text: 0 }
  let at = 32
  for (let left = program.readUInt32LE(16); left > 0; left -= 1) {
    const segment = program.readUInt32LE(at) === SEGMENT_64 ? program.toString('latin1', at + 8, at + 24) : ''
    if (program.readUInt32LE(at) === CODE_SIGNATURE) found.signature = at
    if (segment.startsWith('__LINKEDIT\0')) found.linkEdit = at
    if (segment.startsWith('__TEXT\0')) found.text = at
    at += program.readUInt32LE(at + 4)
  }
  if (Object.values(found).includes(0)) throw new Error('this is no program of macOS with room for a signature')
  return found
}

/**
 * The header of a code directory, version 2.4: ad hoc, SHA-256, a main program.
 *
 * @param {number} bytes
 * @param {number} pages
 * @param {number} limit
 * @param {bigint} textBytes
 */
function directory(bytes, pages, limit, textBytes) {
  const hashesAt = DIRECTORY_BYTES + IDENTIFIER.length
  const header = Buffer.alloc(DIRECTORY_BYTES)
  bigEndian(0xfade0c02, bytes, 0x20400, 2, hashesAt, DIRECTORY_BYTES, 0, pages, limit).copy(header)
  Buffer.from([HASH_BYTES, 2, 0, Math.log2(PAGE_BYTES)]).copy(header, 36)
  header.writeBigUInt64BE(textBytes, 72)
  header.writeBigUInt64BE(1n, 80)
  return header
}

/** @param {number[]} numbers */
function bigEndian(...numbers) {
  const bytes = Buffer.alloc(numbers.length * 4)
  for (const [index, number] of numbers.entries()) bytes.writeUInt32BE(number, index * 4)
  return bytes
}

/** @param {Buffer} page */
function hash(page) {
  return createHash('sha256').update(page).digest()
}
