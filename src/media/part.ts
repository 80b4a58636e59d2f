import { parsedJson } from '../lib/parse-json.ts'
import { isRow } from '../lib/rows.ts'
import type { Files } from '../platform/files.ts'

/** What is known of the file that a part belongs to. */
interface PartInfo {
  /** A strong ETag; a weak one does not guarantee equal bytes. */
  readonly etag?: string
  /** Bytes of the complete file. */
  readonly size?: number
}

/** The first bytes of a file, from an earlier attempt. */
export interface PartialDownload extends PartInfo {
  readonly bytes: number
}

const OWNER_ONLY = 0o600

/** The path of the part of a file. */
export const partPath = (path: string): string => `${path}.part`
/** The path of what is known of the file that the part belongs to. */
export const infoPath = (path: string): string => `${path}.part.json`

/** The part of a file; 0 bytes where there is none, or no info that says what it belongs to. */
export async function readPart(files: Files, path: string): Promise<PartialDownload> {
  const info = parseInfo(await files.readNoFollow(infoPath(path)))
  const part = info && (await files.open(partPath(path)))
  return { ...info, bytes: part?.size ?? 0 }
}

/** One process writes it, so that a crash leaves one file and not one more each time. */
const UNFINISHED = '.new'

/** Written before the first byte of the part. */
export async function writePartInfo(files: Files, path: string, info: PartInfo): Promise<void> {
  await files.write(infoPath(path), JSON.stringify(info), OWNER_ONLY, UNFINISHED)
}

/** Without it the next attempt starts at 0. It is left beside a whole file by a process that was killed in between. */
export async function removePartInfo(files: Files, path: string): Promise<void> {
  await files.remove(infoPath(path))
}

function parseInfo(bytes: Uint8Array | undefined): PartInfo | undefined {
  const value = bytes && parsedJson(new TextDecoder().decode(bytes))
  if (!isRow(value)) return undefined
  const { etag, size } = value
  return { ...(typeof etag === 'string' && { etag }), ...(typeof size === 'number' && { size }) }
}
