import { isRow, type Json } from '../lib/rows.ts'
import type { Files } from '../platform/files.ts'

/** What the store said about the file whose beginning is here. */
interface Memo {
  /** A strong one: a weak one does not vouch for single bytes. */
  readonly etag?: string
  /** Bytes of the whole. */
  readonly size?: number
}

/** The beginning of a file, as an earlier try left it. */
export interface PartialDownload extends Memo {
  /** How many bytes are here. */
  readonly bytes: number
}

export const partOf = (path: string): string => `${path}.part`
const memoOf = (path: string): string => `${path}.part.json`

/** What is here of a file already; nothing where nobody noted what the beginning belongs to. */
export async function begun(files: Files, path: string): Promise<PartialDownload> {
  const memo = readMemo(await files.readNoFollow(memoOf(path)))
  const part = memo && (await files.open(partOf(path)))
  return { ...memo, bytes: part?.size ?? 0 }
}

/** Notes what the bytes belong to, before the first of them is written. */
export async function note(files: Files, path: string, memo: Memo): Promise<void> {
  await files.writeUnsynced(memoOf(path), JSON.stringify(memo))
}

/** Forgets what the bytes belong to, so that the next try begins anew. */
export async function forget(files: Files, path: string): Promise<void> {
  await files.remove(memoOf(path))
}

function readMemo(bytes: Uint8Array | undefined): Memo | undefined {
  const value = bytes && parsed(new TextDecoder().decode(bytes))
  if (!isRow(value)) return undefined
  const { etag, size } = value
  return { ...(typeof etag === 'string' && { etag }), ...(typeof size === 'number' && { size }) }
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
