import { createHash } from 'node:crypto'
import { isRow, type Row } from '../lib/rows.ts'
import { checksumOf } from '../media/checksum.ts'
import type { Files } from '../platform/files.ts'
import type { ArchivedFile } from './archive-state.ts'

const OWNER_ONLY = 0o600
/** One process writes an archive, so that a crash leaves one file and not one more each time. */
export const UNFINISHED = '.unfinished'

/** The files of an archive, by their paths below its folder. */
export interface ArchiveFolder {
  /** Writes a file whole: under another name, synced, renamed. */
  write(path: string, text: string): Promise<ArchivedFile>
  /** What a finished file is; `undefined` where it is missing. */
  fingerprint(path: string): Promise<ArchivedFile | undefined>
  /** The records of a file of JSON lines. */
  records(path: string): Promise<readonly Row[]>
  remove(path: string): Promise<void>
  /** The path on this machine. */
  at(path: string): string
}

/** @param now isoInstant, in ISO 8601 */
export function archiveFolder(files: Files, folder: string, now: () => string): ArchiveFolder {
  const at = (path: string) => `${folder}/${path}`
  return {
    at,
    async write(path, text) {
      const bytes = Buffer.from(text)
      await files.write(at(path), bytes, OWNER_ONLY, UNFINISHED)
      return { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, at: now() }
    },
    async fingerprint(path) {
      const found = await checksumOf(files, at(path))
      return found && { path, ...found, at: now() }
    },
    async records(path) {
      const text = new TextDecoder().decode(await files.read(at(path)))
      return text.split('\n').flatMap((line) => (line === '' ? [] : recordOf(line)))
    },
    remove: (path) => files.remove(at(path)),
  }
}

/** Records as JSON lines. */
export function jsonLines(rows: readonly Row[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

function recordOf(line: string): readonly Row[] {
  const value: unknown = JSON.parse(line)
  return isRow(value) ? [value] : []
}
