import type { Files } from '../context.ts'
import { Failure } from '../errors.ts'
import { isRow, type Json, type Row } from '../rows.ts'

/** How far a run got, in the file or on stdout, after its last whole page. */
export interface Stand {
  readonly bytes: number
  readonly rows: number
  /** Records that were read for them. */
  readonly read: number
  /** How many of the things asked for did not work out. */
  readonly failed: number
  /** What the pages have settled for the printer. */
  readonly settled: Json
  /** Where the pull goes on. */
  readonly place: Json
}

/** What it takes to go on: who began, with what, and how far it got. */
export interface Left extends Stand {
  /** A digest of each part of the command line, so that another line is told from this one; it keeps nobody's data. */
  readonly line: Row
  /** The input as it was checked and looked up then, dates frozen. */
  readonly input: Row
  /** Milliseconds since the epoch. */
  readonly began: number
}

/** Raised when what is written means something else; an older journal is then refused. */
const VERSION = 1

/**
 * Reads what an earlier run has left; `undefined` when there is nothing.
 *
 * @throws Failure `usage` for a journal of another version, or one that is damaged
 */
export async function readJournal(files: Files, path: string): Promise<Left | undefined> {
  const text = await files.read(path)
  if (text === undefined) return undefined
  const journal = parsed(new TextDecoder().decode(text))
  if (journal === undefined) throw refused(path, 'is damaged')
  if (journal.version !== VERSION) throw refused(path, 'was written by another version of gong')
  const { line, input, settled = null, place = null } = journal
  if (!isRow(line) || !isRow(input)) throw refused(path, 'is damaged')
  const count = (name: string) => Number(journal[name])
  return {
    ...{ line, input, settled, place },
    began: count('began'),
    bytes: count('bytes'),
    rows: count('rows'),
    read: count('read'),
    failed: count('failed'),
  }
}

/** Replaces the journal whole, and flushes it: what it tells is on the disk before. */
export async function writeJournal(files: Files, path: string, left: Left): Promise<void> {
  await files.write(path, JSON.stringify({ version: VERSION, ...left }), 0o600, '.new')
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
