import { createHash } from 'node:crypto'
import type { Files } from '../platform/files.ts'

/** By which a file is known again. */
export interface FileChecksum {
  /** In hexadecimal digits. */
  readonly sha256: string
  readonly bytes: number
}

/** Reads a file once: its SHA-256 and its size; `undefined` where it is missing. */
export async function checksumOf(files: Pick<Files, 'open'>, path: string): Promise<FileChecksum | undefined> {
  const source = await files.open(path)
  if (source === undefined) return undefined
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of source.chunks()) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { sha256: hash.digest('hex'), bytes }
}
