import { defined } from '../../lib/defined.ts'
import { Failure } from '../../lib/errors.ts'
import type { Files, NewFile } from '../../platform/files.ts'
import { headerRecord } from '../json/raw-records.ts'
import { isSameList, type Keying, keyedRecords } from './keyed-rows.ts'
import { openOutputFile } from './sink.ts'

const BOM = '\uFEFF'

interface Merging {
  /** The file that is added to; it may be missing. */
  readonly out: string
  /** The file of the new rows. */
  readonly part: string
  readonly keying: Keying
  /** The columns of the new rows, where they begin without them. */
  readonly columns: readonly string[] | undefined
  /** Whether the file begins with a byte order mark, also where it did not. */
  readonly bom: boolean
  readonly mode: number | undefined
  /** Throws when another run has taken the file. */
  readonly assertOurs: () => Promise<void>
}

/** What became of the rows of a file. */
export interface Merged {
  /** Of the file as it is now. */
  readonly total: number
  /** Rows that were there and have made place. */
  readonly replaced: number
  /** New rows whose key another new row has, too: all of them stay. */
  readonly alike: number
}

/**
 * Adds the rows of one file to another: older rows with the key of a new one make place, everything else stays as it was, byte
 * for byte. The file is replaced as a whole: at each moment it is the old or the new one. Memory holds the keys of the new
 * rows, however large the file is.
 *
 * @throws Failure `local` for new rows without a key, and for a file that is another one by now: the line was right, and
 * requests were sent for it
 */
export async function addKeyedRows(files: Files, merging: Merging): Promise<Merged> {
  try {
    return await merged(files, merging)
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'usage') throw error
    throw new Failure('local', error.message, { cause: error })
  }
}

async function merged(files: Files, merging: Merging): Promise<Merged> {
  const { out, keying, mode, bom, assertOurs } = merging
  const added = await readNew(files, merging)
  // Nothing came, so what is there stays untouched.
  const before = added.rows === 0 ? await countRows(files, out, keying) : undefined
  if (before !== undefined) return { total: before, replaced: 0, alike: 0 }
  const file = await openOutputFile(files, out, undefined, mode)
  try {
    const kept = await copyOlder(files, merging, added, file)
    if (!kept.hasHeader && added.header !== undefined) await file.write(`${bom ? BOM : ''}${added.header}`)
    await copyNewer(files, merging, file, kept.lineEnd)
    await assertOurs()
    await file.commit()
    return { total: kept.rows + added.rows, replaced: kept.replaced, alike: added.rows - added.keys.size }
  } catch (error) {
    await file.discard()
    throw error
  }
}

/** What is known of the new rows. */
interface NewRows {
  readonly keys: ReadonlySet<string>
  readonly rows: number
  readonly columns: readonly string[] | undefined
  /** What a file begins with that has none of them yet. */
  readonly header: string | undefined
}

async function readNew(files: Files, { part, keying, columns: own }: Merging): Promise<NewRows> {
  const keys = new Set<string>()
  let rows = 0
  let columns = own
  const onColumns = (found: readonly string[]) => {
    columns = found
  }
  const source = await files.open(part)
  if (source !== undefined)
    for await (const batch of keyedRecords(source, 'this run', keying, defined({ columns, onColumns })))
      for (const { key } of batch)
        if (key !== undefined) {
          rows += 1
          keys.add(key)
        }
  const header = columns && keying.format !== 'jsonl' ? headerRecord(columns, keying.format) : undefined
  return { keys, rows, columns, header }
}

/** How many rows a file has; `undefined` for one that has still to be begun. */
async function countRows(files: Files, out: string, keying: Keying): Promise<number | undefined> {
  const source = await files.open(out)
  if (source === undefined || source.size === 0) return undefined
  let rows = 0
  for await (const batch of keyedRecords(source, out, keying))
    rows += batch.filter(({ key }) => key !== undefined).length
  return rows
}

async function copyOlder(files: Files, { out, keying, bom }: Merging, { keys, columns }: NewRows, file: NewFile) {
  const kept = { rows: 0, replaced: 0, hasHeader: false, lineEnd: '\n' }
  const onColumns = (found: readonly string[]) => {
    kept.hasHeader = true
    if (columns !== undefined && !isSameList(found, columns))
      throw new Failure('local', `${out} has other columns than the rows of this run by now`)
  }
  const source = await files.open(out)
  if (source === undefined) return kept
  let isFirst = true
  for await (const batch of keyedRecords(source, out, keying, { onColumns })) {
    const [first] = batch
    if (isFirst && first !== undefined) {
      isFirst = false
      if (/\r\n$/.test(first.raw)) kept.lineEnd = '\r\n'
      if (bom && !first.raw.startsWith(BOM)) await file.write(BOM)
    }
    const stay = batch.filter(({ key }) => key === undefined || !keys.has(key))
    kept.replaced += batch.length - stay.length
    kept.rows += stay.filter(({ key }) => key !== undefined).length
    // What a person has edited may end without an end of line.
    await writeText(
      file,
      stay.map(({ raw }) => (raw.endsWith('\n') ? raw : `${raw}${kept.lineEnd}`)),
    )
  }
  return kept
}

/** Adds the new rows, without their columns. @param lineEnd of the file that is added to */
async function copyNewer(files: Files, { part, keying, columns }: Merging, file: NewFile, lineEnd: string) {
  const source = await files.open(part)
  if (source === undefined) return
  for await (const batch of keyedRecords(source, 'this run', keying, defined({ columns })))
    await writeText(
      file,
      batch.filter(({ key }) => key !== undefined).map(({ raw }) => raw.replace(/\r?\n$/, '') + lineEnd),
    )
}

async function writeText(file: NewFile, records: readonly string[]): Promise<void> {
  const text = records.join('')
  if (text !== '') await file.write(text)
}
