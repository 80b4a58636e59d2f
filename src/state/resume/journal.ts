import { Failure } from '../../lib/errors.ts'
import { isRow, type Json, type Row } from '../../lib/rows.ts'
import type { AppendFile, Files } from '../../platform/files.ts'

/** How far a run got, in the file or on stdout, after its last whole page. */
export interface Stand {
  readonly bytes: number
  readonly rows: number
  /** Records that were read for them. */
  readonly read: number
  /** How many of the things asked for did not work out. */
  readonly failed: number
  /** Rows that came twice and were dropped. */
  readonly duplicates: number
  /** What the pages have settled for the printer. */
  readonly settled: Json
}

/** Who began a run, and with what. */
export interface Beginning {
  /** A digest of each part of the command line, so that another line is told from this one; it keeps nobody's data. */
  readonly line: Row
  /** The input as it was checked and looked up then, dates frozen. */
  readonly input: Row
  /** The moment that its dates are counted from, milliseconds since the epoch. */
  readonly began: number
  /** Digests of the credential and its company. */
  readonly company: Row
  /** What tells the unfinished file from another of its name; null for stdout. */
  readonly file: string | null
}

/** What it takes to go on. */
export interface Left extends Stand, Beginning {
  /** The steps of the pull. */
  readonly steps: readonly Json[]
  /** Bytes of the journal that are whole lines. */
  readonly length: number
}

/** Raised when what is written means something else; an older journal is then refused. */
const VERSION = 3

/**
 * Reads what an earlier run has left; `undefined` when there is nothing. A last line that is not whole does not count.
 *
 * @throws Failure `usage` for a journal of another version, or one that is damaged or no file
 */
export async function readJournal(files: Files, path: string): Promise<Left | undefined> {
  const bytes = await files.readNoFollow(path)
  if (bytes === undefined) return undefined
  const length = bytes.lastIndexOf(10) + 1
  const [first, ...rest] = new TextDecoder().decode(bytes.subarray(0, length)).split('\n').slice(0, -1).map(parsed)
  // Version 1 was a single object without an end of line.
  const start = first ?? parsed(new TextDecoder().decode(bytes))
  if (start !== undefined && start.version !== VERSION) throw refused(path, 'was written by another version of gong')
  const last = rest.at(-1)
  if (start === undefined || last === undefined || rest.includes(undefined)) throw refused(path, 'is damaged')
  const { line, input, company, file = null } = start
  if (!isRow(line) || !isRow(input) || !isRow(company)) throw refused(path, 'is damaged')
  const lines = rest.filter(isRow)
  return {
    ...{ line, input, company, length, file: typeof file === 'string' ? file : null },
    began: Number(start.began),
    bytes: Number(last.bytes),
    rows: Number(last.rows),
    read: Number(last.read),
    failed: Number(last.failed),
    duplicates: Number(last.duplicates ?? 0),
    settled: lines.findLast(({ settled }) => settled !== undefined)?.settled ?? null,
    steps: lines.flatMap(({ steps = [] }) => steps),
  }
}

/** A journal that grows by a line for each page. What it tells is on the disk before. */
export interface Journal {
  add(stand: Stand, steps: readonly Json[]): Promise<void>
  close(): Promise<void>
}

/** Begins a journal, whole with its first line or not at all. */
export async function beginJournal(
  files: Files,
  path: string,
  beginning: Beginning,
  stand: Stand,
  steps: readonly Json[],
): Promise<Journal> {
  const text = `${JSON.stringify({ version: VERSION, ...beginning })}\n${lineOf(stand, steps)}`
  await files.write(path, text, 0o600, '.new')
  return growing(await files.append(path, Buffer.byteLength(text)), stand.settled)
}

/** Goes on with a journal after its last whole line. */
export async function continueJournal(files: Files, path: string, { length, settled }: Left): Promise<Journal> {
  return growing(await files.append(path, length), settled)
}

function growing(file: AppendFile, settled: Json): Journal {
  let known = JSON.stringify(settled)
  return {
    async add(stand, steps) {
      const now = JSON.stringify(stand.settled)
      const { settled: _, ...counts } = stand
      await file.write(lineOf(now === known ? counts : stand, steps))
      await file.sync()
      known = now
    },
    close: () => file.close(),
  }
}

function lineOf(stand: Partial<Stand>, steps: readonly Json[]): string {
  return `${JSON.stringify({ ...stand, steps })}\n`
}

function parsed(text: string): Row | undefined {
  try {
    const journal: Json = JSON.parse(text)
    return isRow(journal) ? journal : undefined
  } catch {
    return undefined
  }
}

function refused(path: string, why: string): Failure {
  return new Failure('usage', `${path} ${why}`, { hint: 'add --restart to begin anew' })
}
