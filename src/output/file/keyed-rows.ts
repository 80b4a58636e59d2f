import { Failure } from '../../lib/errors.ts'
import { parsedJson } from '../../lib/parse-json.ts'
import { isRow } from '../../lib/rows.ts'
import { counted } from '../../lib/spelling.ts'
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

interface Reading {
  /** Columns that the file has where it begins without them. */
  readonly columns?: readonly string[]
  /** Called with the columns of CSV or TSV before the first batch. */
  onColumns?(columns: readonly string[]): void
  /** What is wrong with a record, by the texts in its fields; `undefined` where nothing is. */
  problemOf?(textOf: (field: string) => string | undefined): string | undefined
}

/**
 * The records of a file with their keys, in batches. Blank lines are none.
 *
 * @throws Failure `usage` that names the line of a record that is none, has no key, or has a problem
 */
export async function* keyedRecords(
  file: FileSource,
  what: string,
  { format, fields }: Keying,
  { columns, onColumns, problemOf }: Reading = {},
): AsyncGenerator<readonly KeyedRecord[]> {
  let isFirst = true
  let keyOf = format === 'jsonl' ? jsonKey(fields, problemOf) : columns && cellKey(format, columns, fields, problemOf)
  for await (const batch of rawRecords(plainSource(file, what).chunks(), format, what)) {
    const records: KeyedRecord[] = []
    for (const { raw, line } of batch) {
      if (raw.trim() === '') continue
      if (isFirst && format !== 'jsonl') {
        isFirst = false
        const first = cellsOfRecord(raw, format)
        if (columns === undefined || isSameList(first, columns)) {
          onColumns?.(first)
          keyOf = cellKey(format, first, fields, problemOf)
          records.push({ raw, key: undefined })
          continue
        }
      }
      const key = keyOf?.(raw)
      if (key === undefined || 'problem' in key)
        throw new Failure('usage', `${what}: line ${line} ${key?.problem ?? 'cannot be read'}`)
      records.push({ raw, key: key.key })
    }
    yield records
  }
}

type Key = { readonly key: string } | { readonly problem: string }

function jsonKey(fields: readonly string[], problemOf: Reading['problemOf']): (raw: string) => Key {
  return (raw) => {
    const row = parsedJson(raw.replace(/^\uFEFF/, ''))
    if (!isRow(row)) return { problem: 'is no JSON object' }
    const values = fields.map((field) => valueAt(row, field) ?? null)
    if (values.every(isEmptyValue)) return noKey(fields)
    const problem = problemOf?.((field) => {
      const value = valueAt(row, field)
      return typeof value === 'string' ? value : undefined
    })
    return problem === undefined ? { key: JSON.stringify(values) } : { problem }
  }
}

function cellKey(
  format: 'csv' | 'tsv',
  columns: readonly string[],
  fields: readonly string[],
  problemOf: Reading['problemOf'],
): (raw: string) => Key {
  const places = fields.map((field) => columns.indexOf(field))
  const missing = fields.find((_, at) => (places[at] ?? -1) < 0)
  return (raw) => {
    if (missing !== undefined) return { problem: `has no column "${missing}"` }
    const cells = cellsOfRecord(raw, format)
    if (cells.length !== columns.length)
      return { problem: `has ${counted(cells.length, 'cell')}, and not ${columns.length}` }
    const values = places.map((place) => cells[place] ?? '')
    if (values.every((value) => value === '')) return noKey(fields)
    const problem = problemOf?.((field) => cells[columns.indexOf(field)])
    return problem === undefined ? { key: JSON.stringify(values) } : { problem }
  }
}

function noKey(fields: readonly string[]): Key {
  return {
    problem: `has no value in ${fields.join(', ')}, so that nothing tells it from others; name a field too that every row has`,
  }
}

export function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at])
}

/** A file unpacked, where its name ends in `.gz`. */
export function plainSource(file: FileSource, what: string): FileSource {
  if (file.size === 0 || !fileTypeOf(file.name.replace(/\.gong-part$/, '')).gzip) return file
  return {
    ...file,
    async *chunks() {
      yield* (await import('./gzip-file.ts')).unzipped(file.chunks(), what)
    },
  }
}
