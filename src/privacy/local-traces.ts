import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Files } from '../platform/files.ts'
import { existingExports } from '../state/existing-exports.ts'

/** What this machine still has about people who were erased in Gong. */
export interface LocalTraces {
  /** Journals of interrupted runs that named them; they are deleted. */
  readonly removedRuns: number
  /** Files that gong wrote and that still hold their data: they are the user's to delete. */
  readonly remainingFiles: readonly string[]
}

/**
 * Searches what this tool has stored. Its own state is deleted; files that a user had it write are listed and kept.
 *
 * @param stateFolder absolute path
 * @param terms to search for: addresses, numbers, ids of calls
 */
export async function removeLocalTraces(
  files: Files,
  stateFolder: string,
  terms: readonly string[],
): Promise<LocalTraces> {
  const needles = terms.filter((term) => term !== '').map(bytesOf)
  const removedRuns = await deleteJournals(files, `${stateFolder}/resume`, needles)
  const remainingFiles: string[] = []
  for (const path of await existingExports(files, stateFolder))
    for await (const file of filesAt(files, path)) if (await holds(files, file, needles)) remainingFiles.push(file)
  return { removedRuns, remainingFiles }
}

async function deleteJournals(files: Files, folder: string, needles: readonly string[]): Promise<number> {
  let removed = 0
  for (const name of (await files.list(folder)) ?? []) {
    const path = `${folder}/${name}`
    if (!(await holds(files, path, needles))) continue
    await files.remove(path)
    removed += 1
  }
  return removed
}

/** Names of files with one call each end with its id; `.part` and a UUID are files that are not complete. */
const CALL_FILE = /\[\d+\]\.\w+(\.part|\.[\da-f-]{36})?$/
/** What only the folder of an archive has. */
const ARCHIVE_FILE = 'archive.json'

/** The file itself, the files of calls in a folder, or every file of an archive. */
async function* filesAt(files: Files, path: string): AsyncIterable<string> {
  const names = await files.list(path).catch(() => undefined)
  if (names === undefined) yield path
  else if (names.includes(ARCHIVE_FILE)) yield* filesBelow(files, path)
  else for (const name of names) if (CALL_FILE.test(name)) yield `${path}/${name}`
}

async function* filesBelow(files: Files, folder: string): AsyncIterable<string> {
  for (const name of (await files.list(folder).catch(() => undefined)) ?? []) {
    const path = `${folder}/${name}`
    if ((await files.open(path))?.regular === true) yield path
    else yield* filesBelow(files, path)
  }
}

/** A recording: its name says whose call it is, and its bytes say nothing in words. */
const RECORDING = /\.(mp4|webm|mkv|mov|mp3|m4a|wav|flac|ogg|aac)$/

/** Whether a file has one of the terms in its path or, compressed or not, in its text. A file that cannot be read is skipped. */
async function holds(files: Files, path: string, needles: readonly string[]): Promise<boolean> {
  if (needles.some((needle) => bytesOf(path).includes(needle))) return true
  if (RECORDING.test(path)) return false
  try {
    const source = await files.open(path)
    return source !== undefined && (await includesAny(uncompressed(path, source.chunks()), needles))
  } catch {
    return false
  }
}

function uncompressed(path: string, chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return path.toLowerCase().endsWith('.gz') ? Readable.from(chunks).pipe(createGunzip()) : chunks
}

/** Lower case, with one character for each byte, as chunks of a file are compared. */
function bytesOf(text: string): string {
  return Buffer.from(text.toLowerCase()).toString('latin1')
}

/** A term can lie across two chunks, so the end of one is searched again with the next. */
async function includesAny(chunks: AsyncIterable<Uint8Array>, needles: readonly string[]): Promise<boolean> {
  const longest = needles.reduce((most, { length }) => Math.max(most, length), 0)
  let end = ''
  for await (const chunk of chunks) {
    const text = end + Buffer.from(chunk).toString('latin1').toLowerCase()
    if (needles.some((needle) => text.includes(needle))) return true
    end = text.slice(-longest)
  }
  return false
}
