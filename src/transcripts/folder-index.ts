import { idIn } from '../lib/file-name.ts'
import type { Json, Row } from '../lib/rows.ts'
import { csvPrinter } from '../output/csv/csv.ts'
import type { Files } from '../platform/files.ts'
import { delimitedRecords } from '../text/delimited.ts'

/** The file in a folder of transcripts that says what is there, and what is awaited. */
export const INDEX_FILE = 'index.csv'

/** Whether a folder of transcripts has such a file. */
export function isExportFile(name: string): boolean {
  return name === INDEX_FILE || idIn(name) !== undefined
}

const FIELDS = ['callId', 'started', 'title', 'status', 'sentences', 'files', 'form', 'digest'] as const

/** What a folder holds of one call. */
export interface IndexEntry {
  readonly callId: string
  /** As Gong wrote it; empty where unknown. */
  readonly started: string
  readonly title: string
  readonly status: 'exported' | 'no transcript yet' | 'given up'
  readonly sentences: number
  /** Names of files, without the folder. */
  readonly files: readonly string[]
  /** Whose turns are in the files, and whether they are anonymous; empty for all of it as it is. */
  readonly form: string
  /** Of the transcript that the files were made of; empty where unknown. */
  readonly digest: string
}

/** Reads the index of a folder; an empty one where there is none, or what is there is no such file. */
export async function readIndex(files: Pick<Files, 'read'>, folder: string): Promise<Map<string, IndexEntry>> {
  const bytes = await files.read(`${folder}/${INDEX_FILE}`)
  const found = new Map<string, IndexEntry>()
  if (bytes === undefined) return found
  async function* chunks() {
    yield new TextDecoder().decode(bytes)
  }
  let header: readonly string[] | undefined
  try {
    for await (const { cells } of delimitedRecords(chunks(), { separator: ',', skipped: 0, what: INDEX_FILE })) {
      if (header === undefined) header = cells
      else {
        const entry = entryOf(new Map(header.map((name, at) => [name, cells[at] ?? ''])))
        if (entry !== undefined) found.set(entry.callId, entry)
      }
    }
  } catch {
    // Damaged by another program: the files themselves say what is there.
    return new Map()
  }
  return found
}

function entryOf(cells: ReadonlyMap<string, string>): IndexEntry | undefined {
  const cell = (name: (typeof FIELDS)[number]) => unguarded(cells.get(name) ?? '')
  const status = (['exported', 'no transcript yet', 'given up'] as const).find((one) => one === cell('status'))
  if (status === undefined || !/^\d{1,20}$/.test(cell('callId'))) return undefined
  return {
    callId: cell('callId'),
    started: cell('started'),
    title: cell('title'),
    status,
    sentences: Number(cell('sentences')) || 0,
    files: cell('files').split('\n').filter(Boolean),
    form: cell('form'),
    digest: cell('digest'),
  }
}

/** The mark that keeps a spreadsheet from running a cell. */
function unguarded(text: string): string {
  return text.replace(/^'(?=[=+@\t\r-])/, '')
}

/** Rows that become text at once: a folder may have those of 100,000 calls. */
const ROWS_AT_ONCE = 1000

/** The index as CSV, in the order of the calls, part by part. */
export function* indexParts(entries: Iterable<IndexEntry>): Iterable<string | Uint8Array> {
  const rows = [...entries].sort((a, b) => startOf(a) - startOf(b) || (a.callId < b.callId ? -1 : 1))
  const look = { single: false, columns: [], fields: FIELDS, width: 80, colour: false, zone: 'UTC', pretty: false }
  const print = csvPrinter({ ...look, guard: true })
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const some = rows.slice(at, at + ROWS_AT_ONCE)
    yield print.page({ rows: some.map((entry): Row => ({ ...entry, files: filesCell(entry) })) })
  }
  yield print.end()
}

function filesCell({ files }: IndexEntry): Json {
  return files.join('\n')
}

function startOf({ started }: IndexEntry): number {
  return Date.parse(started) || 0
}
