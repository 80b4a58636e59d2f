import { Failure } from '../../lib/errors.ts'
import type { Files, NewFile } from '../../platform/files.ts'
import type { CellValue } from '../../workbook/cell.ts'
import type { Merged } from '../file/add-keyed-rows.ts'
import { isSameList, plainSource } from '../file/keyed-rows.ts'
import { openOutputFile } from '../file/sink.ts'
import { cellOf, type SheetCell } from './cells.ts'
import { BEGUN, factOf, type KeyedRow, keyedRows, provenanceFrom } from './keyed-workbook.ts'
import { type OwnWorkbook, openOwnWorkbook } from './own-workbook.ts'
import { type SheetsWriter, sheetsWriter } from './sheets.ts'

interface Adding {
  /** The workbook that is added to; it may be missing. */
  readonly out: string
  /** The workbook of the new rows. */
  readonly part: string
  /** Names of the key columns. */
  readonly fields: readonly string[]
  readonly mode: number | undefined
  /** Throws when another run has taken the file. */
  readonly assertOurs: () => Promise<void>
}

/**
 * Adds the rows of one workbook to another: older rows with the key of a new one make place, the others stay as they are and
 * where they are. The file is replaced as a whole: at each moment it is the old or the new one. Memory holds both files as they
 * are packed, and the keys of the new rows.
 *
 * @throws Failure `local` for new rows without a key, and for a file that is another one by now: the line was right, and
 * requests were sent for it
 */
export async function addToWorkbook(files: Files, adding: Adding): Promise<Merged> {
  try {
    return await merged(files, adding)
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'usage') throw error
    throw new Failure('local', error.message, { cause: error })
  }
}

async function merged(files: Files, { out, part, fields, mode, assertOurs }: Adding): Promise<Merged> {
  const added = await openIfThere(files, part, 'this run')
  const older = await openIfThere(files, out, out)
  if (added === undefined) throw new Failure('local', `${part} went away while it was written`)
  const { keys, count } = await keysOf(added, fields)
  if (older !== undefined && count > 0 && !isSameList(older.columns, added.columns))
    throw new Failure('local', `${out} has other columns than the rows of this run by now`)
  // Nothing came, so what is there stays untouched.
  if (older !== undefined && count === 0)
    return { total: (await keysOf(older, fields, out)).count, replaced: 0, alike: 0 }
  const file = await openOutputFile(files, out, undefined, mode)
  try {
    const writer = sheetsWriter(older && { widths: older.widths })
    const kept = older === undefined ? NOTHING_KEPT : await copyOlder(older, { out, fields, keys }, file, writer)
    await copyRows(keyedRows(added, 'this run', fields), added.columns, file, writer)
    const begun = older && (factOf(older, BEGUN) ?? factOf(older, 'Written'))
    await file.write(writer.end(added.columns, provenanceFrom(added, begun)))
    await assertOurs()
    await file.commit()
    return { total: kept.rows + count, replaced: kept.replaced, alike: count - keys.size }
  } catch (error) {
    await file.discard()
    throw error
  }
}

const NOTHING_KEPT = { rows: 0, replaced: 0 }

async function openIfThere(files: Files, path: string, what: string): Promise<OwnWorkbook | undefined> {
  const source = await files.open(path)
  return source === undefined || source.size === 0 ? undefined : await openOwnWorkbook(plainSource(source, what), what)
}

async function keysOf(workbook: OwnWorkbook, fields: readonly string[], what = 'this run') {
  const keys = new Set<string>()
  let count = 0
  for await (const batch of keyedRows(workbook, what, fields)) {
    count += batch.length
    for (const { key } of batch) keys.add(key)
  }
  return { keys, count }
}

interface Older {
  readonly out: string
  readonly fields: readonly string[]
  /** Of the new rows. */
  readonly keys: ReadonlySet<string>
}

async function copyOlder(older: OwnWorkbook, { out, fields, keys }: Older, file: NewFile, writer: SheetsWriter) {
  const kept = { rows: 0, replaced: 0 }
  const staying = async function* () {
    for await (const batch of keyedRows(older, out, fields)) {
      const stay = batch.filter(({ key }) => !keys.has(key))
      kept.rows += stay.length
      kept.replaced += batch.length - stay.length
      yield stay
    }
  }
  await copyRows(staying(), older.columns, file, writer)
  return kept
}

/** Rows that are compressed together: more take less room, and memory. */
const ROWS_TOGETHER = 1000

async function copyRows(
  batches: AsyncIterable<readonly KeyedRow[]>,
  columns: readonly string[],
  file: NewFile,
  writer: SheetsWriter,
): Promise<void> {
  let cells: (readonly (SheetCell | undefined)[])[] = []
  const write = async () => {
    if (cells.length > 0) await file.write(writer.write(columns, cells))
    cells = []
  }
  for await (const batch of batches)
    for (const { values } of batch) {
      cells.push(columns.map((_, at) => cellIfThere(values[at])))
      if (cells.length === ROWS_TOGETHER) await write()
    }
  await write()
}

function cellIfThere(value: CellValue | undefined): SheetCell | undefined {
  return value && cellOf(value)
}
