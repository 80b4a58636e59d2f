import { type Reading, readOnce } from '../../app/model/read-text.ts'
import { Failure } from '../../lib/errors.ts'
import type { FileSource } from '../../platform/files.ts'
import type { Context } from '../../platform/ports.ts'
import { byteOrderMark } from '../../text/decode.ts'
import { decodeChunks } from '../../text/decode-chunks.ts'
import { detectJson, type JsonLayout } from '../../text/json-items.ts'
import { delimitedTable } from './delimited-table.ts'
import type { Table, TableOptions } from './table.ts'
import { unchanged } from './unchanged.ts'

interface TableReading extends Reading {
  readonly context: Reading['context'] & Pick<Context, 'keepHeapSmall'>
}

/** A file that may be a table, of which the form is known. */
export type TableSource = WorkbookSource | TextSource

interface WorkbookSource {
  readonly form: 'workbook'
  readonly file: FileSource
  readonly name: string
}

interface TextSource {
  readonly form: 'text'
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** What a copy of it begins with: a byte order mark, or nothing. */
  readonly mark: string
  /** Its text from the start, again each time. @throws Failure `usage` where the file is another one meanwhile */
  readonly chunks: () => AsyncIterable<string>
  /** Its first characters. */
  readonly sample: string
  /** Absent for separated values. */
  readonly layout: JsonLayout | undefined
}

/**
 * Opens a table, whatever office program wrote it. It is streamed: stdin and pipes alone are kept in memory.
 *
 * @param path of the file, or `-` for stdin
 * @throws Failure `usage` for a file that is missing, empty or no table
 */
export async function openTable(path: string, options: TableOptions, reading: TableReading): Promise<Table> {
  return await tableOf(await openSource(path, reading), options)
}

/** Its first half, for who has to know the form first. @throws Failure `usage` for a file that is missing, empty or no table */
export async function openSource(path: string, { context, globals }: TableReading): Promise<TableSource> {
  const file = await sourceOf(path, context)
  const { name } = file
  const bytes = unchanged(file.chunks, name)
  const { encoding } = globals
  const start = await checkStart(bytes(), name)
  if (start === 'workbook') return { form: 'workbook', name, file: { ...file, chunks: bytes } }
  const chunks = () => decodeChunks(bytes(), name, encoding)
  const sample = await startOf(chunks())
  const mark = start === 'mark' || encoding !== undefined ? '\ufeff' : ''
  const layout = /\.(jsonl|ndjson|ldjson)$/i.test(name) ? 'lines' : detectJson(sample.text, sample.isWhole)
  return { form: 'text', name, size: file.size, mark, chunks, sample: sample.text, layout }
}

/** Its second half. @throws Failure `usage` for what is no table, and `--sheet` of what is no workbook */
export async function tableOf(source: TableSource, options: TableOptions): Promise<Table> {
  if (source.form === 'workbook') {
    const { workbookTable } = await import('./workbook-table.ts')
    return await workbookTable(source.file, options)
  }
  const { name, layout } = source
  if (options.sheet !== undefined) throw new Failure('usage', `--sheet: ${name} is no workbook`)
  if (layout === undefined) return await delimitedTable({ ...options, ...source })
  const { jsonTable } = await import('./json-table.ts')
  return await jsonTable({ ...source, layout })
}

/** Characters by which the form of a table is detected. */
const SAMPLE_CHARACTERS = 65_536

async function startOf(chunks: AsyncIterable<string>): Promise<{ readonly text: string; readonly isWhole: boolean }> {
  let text = ''
  for await (const chunk of chunks) {
    text += chunk
    if (text.length >= SAMPLE_CHARACTERS) return { text, isWhole: false }
  }
  return { text, isWhole: true }
}

async function sourceOf(path: string, context: TableReading['context']): Promise<FileSource> {
  await context.keepHeapSmall()
  const file = path === '-' ? undefined : await context.files.open(path)
  if (file?.regular) return { ...file, name: path }
  const bytes = await readOnce(path, context)
  if (bytes === undefined) throw new Failure('usage', `there is no file ${path}`)
  const name = path === '-' ? 'stdin' : path
  return {
    name,
    size: bytes.length,
    chunks: async function* () {
      yield bytes
    },
  }
}

/** What other files than texts begin with. */
const OTHERS: readonly (readonly [start: readonly number[], what: string, hint: string])[] = [
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    'a file of an old Excel, or one with a password',
    'save it as .xlsx or CSV, without a password',
  ],
  [[0x1f, 0x8b], 'compressed with gzip', 'gunzip it first'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF', 'ask for the table as CSV or .xlsx'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file', 'write it as CSV first'],
]

/** What a workbook begins with, as every ZIP archive. */
const ZIP = [0x50, 0x4b, 0x03, 0x04]

/**
 * Looks at the first bytes.
 *
 * @throws Failure `usage` for an empty file, and for one that is plainly no table
 */
async function checkStart(chunks: AsyncIterable<Uint8Array>, name: string): Promise<'workbook' | 'mark' | 'text'> {
  for await (const chunk of chunks) {
    const other = OTHERS.find(([start]) => start.every((byte, at) => chunk[at] === byte))
    if (other !== undefined) throw new Failure('usage', `${name} is ${other[1]}`, { hint: other[2] })
    if (ZIP.every((byte, at) => chunk[at] === byte)) return 'workbook'
    return byteOrderMark(chunk) === undefined ? 'text' : 'mark'
  }
  throw new Failure('usage', `${name} is empty`)
}
