import { isRow, type Json, type Row } from '../lib/rows.ts'
import type { AppendFile, Files } from '../platform/files.ts'
import { ArchiveState, type ManifestLine } from './archive-state.ts'

/** The name of the manifest in its folder. */
export const MANIFEST = 'manifest.jsonl'

const OWNER_ONLY = 0o600
const NEWLINE = 10

/** The manifest: a line for each file, written once the file is whole and synced, and for each answer that had none. */
export interface Manifest {
  readonly state: ArchiveState
  /** Adds lines, all of them or none; they survive a power cut. */
  append(lines: readonly ManifestLine[]): Promise<void>
  close(): Promise<void>
}

/** Reads what an archive holds, and goes on with it. Last lines that are not whole are dropped: what they claimed is written again. */
export async function openManifest(files: Files, folder: string): Promise<Manifest> {
  const path = `${folder}/${MANIFEST}`
  const state = new ArchiveState()
  const bytes = await readManifest(files, folder, (line) => state.apply(line))
  let file: AppendFile | undefined
  return {
    state,
    async append(lines) {
      file ??= await files.append(path, bytes, OWNER_ONLY)
      await file.write(linesText(lines))
      await file.sync()
      for (const line of lines) state.apply(line)
    },
    close: async () => await file?.close(),
  }
}

/** All but the last are marked: without the last, none of them counts. */
function linesText(lines: readonly ManifestLine[]): string {
  return lines.map((line, at) => `${JSON.stringify(at < lines.length - 1 ? { ...line, more: true } : line)}\n`).join('')
}

/**
 * Reads a manifest line by line.
 *
 * @returns how many of its bytes count; 0 where there is none
 */
export async function readManifest(files: Files, folder: string, take: (line: ManifestLine) => void): Promise<number> {
  const source = await files.open(`${folder}/${MANIFEST}`)
  let rest = Buffer.alloc(0)
  let pending: ManifestLine[] = []
  let [bytes, pendingBytes] = [0, 0]
  for await (const chunk of source?.chunks() ?? []) {
    const text = Buffer.concat([rest, chunk])
    const end = text.lastIndexOf(NEWLINE) + 1
    for (const line of text.subarray(0, end).toString().split('\n').slice(0, -1)) {
      const { more, ...fields } = lineOf(line)
      pending.push(fields)
      pendingBytes += Buffer.byteLength(line) + 1
      if (more) continue
      for (const one of pending) take(one)
      bytes += pendingBytes
      pending = []
      pendingBytes = 0
    }
    rest = text.subarray(end)
  }
  return bytes
}

function lineOf(text: string): ManifestLine {
  const line: unknown = JSON.parse(text)
  return isRow(line) ? fieldsOf(line) : {}
}

/** What is not of its kind is left out. */
function fieldsOf(line: Row): ManifestLine {
  const texts = [
    'path',
    'sha256',
    'what',
    'at',
    'unit',
    'of',
    'from',
    'to',
    'removed',
    'through',
    'missing',
    'scope',
    'medium',
  ]
  const numbers = ['bytes', 'rows', 'total']
  const kept: [string, Json][] = Object.entries(line).filter(
    ([name, value]) =>
      (texts.includes(name) && typeof value === 'string') ||
      (numbers.includes(name) && typeof value === 'number') ||
      (['whole', 'more', 'lost'].includes(name) && value === true) ||
      name === 'step',
  )
  return Object.fromEntries(kept)
}
