import { Failure } from '../lib/errors.ts'
import { refuseLaterVersion } from '../lib/later-version.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import type { AppendFile, Files } from '../platform/files.ts'

/** How far a run has written its output, after its last whole page. */
export interface Checkpoint {
  readonly bytes: number
  readonly rows: number
  /** Records that were read for the rows. */
  readonly read: number
  /** How many of the things asked for failed. */
  readonly failed: number
  /** Rows that came twice and were dropped. */
  readonly duplicates: number
  /** `resumeState` of the printer. */
  readonly printerState: Json
}

/** Which run a journal belongs to. */
export interface JournalHeader {
  /** A digest of each part of the command line, to compare it with another one without storing personal data. */
  readonly line: Row
  /** The input as it was checked and looked up then, dates frozen. */
  readonly input: Row
  /** The instant that its dates are relative to, milliseconds since the epoch. */
  readonly startedMs: number
  /** Digests of the credential and its company. */
  readonly company: Row
  /** Device and inode of the partial file; null for stdout. */
  readonly fileId: string | null
}

/** The contents of a journal. */
export interface InterruptedRun extends Checkpoint, JournalHeader {
  /** The steps of the pull, in order. */
  readonly steps: readonly Json[]
  /** Bytes of the journal that are whole lines. */
  readonly journalBytes: number
}

/** Raised with any change of the format; older journals are then refused. */
const VERSION = 3

/**
 * Reads the journal of an interrupted run; `undefined` when there is none. Ignores an incomplete last line.
 *
 * @throws Failure `usage` for a journal of another version, or one that is damaged or not a regular file
 */
export async function readJournal(files: Files, path: string): Promise<InterruptedRun | undefined> {
  const bytes = await files.readNoFollow(path)
  if (bytes === undefined) return undefined
  const journalBytes = bytes.lastIndexOf(10) + 1
  const text = new TextDecoder().decode(bytes.subarray(0, journalBytes))
  const [first, ...rest] = text.split('\n').slice(0, -1).map(parseLine)
  // Version 1 was a single object without an end of line.
  const header = first ?? parseLine(new TextDecoder().decode(bytes))
  if (header !== undefined) refuseLaterVersion('usage', path, header.version, VERSION)
  if (header !== undefined && header.version !== VERSION) throw unusable(path, 'was written by another version of gong')
  const last = rest.at(-1)
  if (header === undefined || last === undefined || rest.includes(undefined)) throw unusable(path, 'is damaged')
  const pages = rest.filter(isRow)
  return {
    ...parseHeader(path, header),
    bytes: Number(last.bytes),
    rows: Number(last.rows),
    read: Number(last.read),
    failed: Number(last.failed),
    duplicates: Number(last.duplicates ?? 0),
    printerState: pages.findLast(({ settled }) => settled !== undefined)?.settled ?? null,
    steps: pages.flatMap(({ steps = [] }) => steps),
    journalBytes,
  }
}

function parseHeader(path: string, { line, input, began, company, file }: Row): JournalHeader {
  if (!isRow(line) || !isRow(input) || !isRow(company)) throw unusable(path, 'is damaged')
  return { line, input, startedMs: Number(began), company, fileId: typeof file === 'string' ? file : null }
}

/** A journal that gets a line for each page. Flush the page's rows before. */
export interface Journal {
  /** On the disk when this resolves. @param steps of the pull since the line before */
  add(checkpoint: Checkpoint, steps: readonly Json[]): Promise<void>
  close(): Promise<void>
}

/** Creates a journal atomically, with its header and first page. */
export async function createJournal(
  files: Files,
  path: string,
  { startedMs: began, fileId: file, ...header }: JournalHeader,
  checkpoint: Checkpoint,
  steps: readonly Json[],
): Promise<Journal> {
  const first = JSON.stringify({ version: VERSION, ...header, began, file })
  const text = `${first}\n${formatPage(checkpoint, steps, true)}`
  await files.write(path, text, 0o600, '.new')
  return journalWriter(await files.append(path, Buffer.byteLength(text)), checkpoint.printerState)
}

/** Reopens the journal of an interrupted run, and cuts off an incomplete last line. */
export async function reopenJournal(files: Files, path: string, run: InterruptedRun): Promise<Journal> {
  return journalWriter(await files.append(path, run.journalBytes), run.printerState)
}

function journalWriter(file: AppendFile, writtenState: Json): Journal {
  let written = JSON.stringify(writtenState)
  return {
    async add(checkpoint, steps) {
      const state = JSON.stringify(checkpoint.printerState)
      await file.write(formatPage(checkpoint, steps, state !== written))
      await file.sync()
      written = state
    },
    close: () => file.close(),
  }
}

/** @param hasState whether the line has the printer's state, which rarely changes */
function formatPage(checkpoint: Checkpoint, steps: readonly Json[], hasState: boolean): string {
  const { printerState: settled, ...counts } = checkpoint
  return `${JSON.stringify({ ...counts, ...(hasState && { settled }), steps })}\n`
}

function parseLine(text: string): Row | undefined {
  try {
    const value: Json = JSON.parse(text)
    return isRow(value) ? value : undefined
  } catch {
    return undefined
  }
}

function unusable(path: string, why: string): Failure {
  return new Failure('usage', `${path} ${why}`, { hint: 'add --restart to begin anew' })
}
