import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Files } from '../platform/ports.ts'
import { exportsIn } from '../state/exports-list.ts'

/** What is on this machine of people who were erased in Gong. */
export interface Traces {
  /** Interrupted runs that named them, which are forgotten. */
  readonly removed: number
  /** Files that gong wrote and that hold their data still: these belong to whoever had them written. */
  readonly holding: readonly string[]
}

/**
 * Looks for people in what this tool has stored. What it keeps for itself is removed; files that people had it write are
 * named and left alone.
 *
 * @param words by which they would be found: addresses, numbers, ids of calls
 */
export async function traces(files: Files, state: string, words: readonly string[]): Promise<Traces> {
  const needles = words.filter((word) => word !== '').map(bytesOf)
  const removed = await forget(files, `${state}/resume`, needles)
  const holding: string[] = []
  for (const path of await exportsIn(files, state))
    for (const file of await filesAt(files, path)) if (await holds(files, file, needles)) holding.push(file)
  return { removed, holding }
}

async function forget(files: Files, folder: string, needles: readonly string[]): Promise<number> {
  let removed = 0
  for (const name of (await files.list(folder)) ?? []) {
    const path = `${folder}/${name}`
    if (!(await holds(files, path, needles))) continue
    await files.remove(path)
    removed += 1
  }
  return removed
}

/** How files are called that are written call by call: their name ends with its id; some are not whole. */
const OF_A_CALL = /\[\d+\]\.\w+(\.part)?$/

/** The file itself, or those of a folder that are of a call. */
async function filesAt(files: Files, path: string): Promise<readonly string[]> {
  const names = await files.list(path).catch(() => undefined)
  return names === undefined ? [path] : names.filter((name) => OF_A_CALL.test(name)).map((name) => `${path}/${name}`)
}

/** Whether a file has one of the words in its name or, packed or not, in its text. One that cannot be read is passed over. */
async function holds(files: Files, path: string, needles: readonly string[]): Promise<boolean> {
  if (needles.some((needle) => bytesOf(path).includes(needle))) return true
  try {
    const source = await files.open(path)
    return source !== undefined && (await isIn(plain(path, source.chunks()), needles))
  } catch {
    return false
  }
}

function plain(path: string, chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return path.toLowerCase().endsWith('.gz') ? Readable.from(chunks).pipe(createGunzip()) : chunks
}

/** A text in small letters, a character a byte, as chunks of a file are compared. */
function bytesOf(text: string): string {
  return Buffer.from(text.toLowerCase()).toString('latin1')
}

/** A word can lie across two chunks, so the end of one is looked at again with the next. */
async function isIn(chunks: AsyncIterable<Uint8Array>, needles: readonly string[]): Promise<boolean> {
  const longest = needles.reduce((most, { length }) => Math.max(most, length), 0)
  let end = ''
  for await (const chunk of chunks) {
    const text = end + Buffer.from(chunk).toString('latin1').toLowerCase()
    if (needles.some((needle) => text.includes(needle))) return true
    end = text.slice(-longest)
  }
  return false
}
