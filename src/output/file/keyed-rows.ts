import { Failure } from '../../lib/errors.ts'
import { parsedJson } from '../../lib/parse-json.ts'
import { isRow } from '../../lib/rows.ts'
import type { FileSource } from '../../platform/files.ts'
import { isEmptyValue, valueAt } from '../fields.ts'
import { type Appendable, cellsOfRecord, rawRecords } from '../json/raw-records.ts'
import { fileTypeOf } from './file-extension.ts'

/** What tells the rows of a file apart. */
export interface Keying {
  readonly format: Appendable
  /** Dotted paths of the key fields. */
  readonly fields: readonly string[]
}

/** A record of a file, as it stands there. */
export interface KeyedRecord {
  readonly raw: string
  /** The values of its key fields as one text; `undefined` for the header. */
  readonly key: string | undefined
}

/**
 * The records of a file with their keys, in batches.
 *
 * @param columns those that the file has where it begins without them
 * @param onColumns called with the columns of CSV or TSV before the first batch
 * @throws Failure `usage` that names the line of a record that is none, or has no key
 */
export async function* keyedRecords(
  file: FileSource,
  what: string,
  { format, fields }: Keying,
  { columns, onColumns }: { readonly columns?: readonly string[]; onColumns?(columns: readonly string[]): void } = {},
): AsyncGenerator<readonly KeyedRecord[]> {
  let count = 0
  let keyOf = format === 'jsonl' ? jsonKey(fields) : columns && cellKey(format, columns, fields)
  for await (const batch of rawRecords(await plainChunks(file), format, what)) {
    const records: KeyedRecord[] = []
    for (const raw of batch) {
      count += 1
      if (raw.trim() === '' && format === 'jsonl') continue
      if (count === 1 && format !== 'jsonl') {
        const first = cellsOfRecord(raw, format)
        if (columns === undefined || isSameList(first, columns)) {
          onColumns?.(first)
          keyOf = cellKey(format, first, fields)
          records.push({ raw, key: undefined })
          continue
        }
      }
      const key = keyOf?.(raw)
      if (key === undefined || 'problem' in key)
        throw new Failure('usage', `${what}: record ${count} ${key?.problem ?? 'cannot be read'}`)
      records.push({ raw, key: key.key })
    }
    yield records
  }
}

type Key = { readonly key: string } | { readonly problem: string }

function jsonKey(fields: readonly string[]): (raw: string) => Key {
  return (raw) => {
    const row = parsedJson(raw.replace(/^\uFEFF/, ''))
    if (!isRow(row)) return { problem: 'is no JSON object' }
    const values = fields.map((field) => valueAt(row, field) ?? null)
    return values.every(isEmptyValue) ? noKey(fields) : { key: JSON.stringify(values) }
  }
}

function cellKey(format: 'csv' | 'tsv', columns: readonly string[], fields: readonly string[]): (raw: string) => Key {
  const places = fields.map((field) => columns.indexOf(field))
  const missing = fields.find((_, at) => (places[at] ?? -1) < 0)
  return (raw) => {
    if (missing !== undefined) return { problem: `has no column "${missing}"` }
    const cells = cellsOfRecord(raw, format)
    if (cells.length !== columns.length) return { problem: `has ${cells.length} cells, and not ${columns.length}` }
    const values = places.map((place) => cells[place] ?? '')
    return values.every((value) => value === '') ? noKey(fields) : { key: JSON.stringify(values) }
  }
}

function noKey(fields: readonly string[]): Key {
  return { problem: `has no value in ${fields.join(', ')}, so that nothing tells it from others` }
}

export function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at])
}

/** The text of a file, unpacked where its name ends in `.gz`. */
async function plainChunks(file: FileSource): Promise<AsyncIterable<Uint8Array>> {
  if (file.size === 0 || !fileTypeOf(file.name.replace(/\.gong-part$/, '')).gzip) return file.chunks()
  return (await import('./gzip-file.ts')).unzipped(file.chunks())
}
