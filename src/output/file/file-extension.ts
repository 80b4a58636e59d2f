import { Failure } from '../../lib/errors.ts'
import type { Format } from '../printer.ts'

const WRITTEN: readonly Format[] = ['csv', 'tsv', 'json', 'jsonl', 'md', 'html', 'xlsx']

/** Formats that programs open by extension, and that this tool does not write. */
const FOREIGN = new Set(['xls', 'ods', 'pdf', 'docx', 'doc', 'odt', 'pptx', 'parquet', 'zip'])

interface FileType {
  /** In lower case, without its dot or a last `.gz`; absent for names such as `/dev/null` or `calls`. */
  readonly extension?: string
  readonly format?: Format
  readonly gzip: boolean
}

/** The format (`.csv`, `.json`, `.xlsx` …) and compression (a last `.gz`) that the name of a file asks for. */
export function fileTypeOf(path: string): FileType {
  const [, name = path, gz] = /^(.*)(\.gz)$/is.exec(path) ?? []
  // A day (`.20260501`) is no extension, nor is the random suffix of a temporary file.
  const extension = /[^/\\]\.(?=[a-z0-9]*[a-z])([a-z0-9]{1,7})$/i.exec(name)?.[1]?.toLowerCase()
  const format = WRITTEN.find((format) => format === extension)
  return { gzip: gz !== undefined, ...(extension !== undefined && { extension }), ...(format && { format }) }
}

/**
 * Checks that the extension of a file agrees with what will be written.
 *
 * @param own extensions for which the command makes text of its own
 * @param flag the format of --format
 * @throws Failure `usage` for an extension that is not known, unless --format names one, and for that of another format
 */
export function checkExtension(out: string, own: readonly string[], flag: Format | undefined): void {
  const { extension, format } = fileTypeOf(out)
  if (extension === undefined || own.includes(extension)) return
  const extensions = [...new Set([...own, ...WRITTEN])].map((name) => `.${name}`).join(', ')
  if (FOREIGN.has(extension))
    throw new Failure('usage', `-o ${out}: .${extension} is not written by gong`, { hint: `one of ${extensions}` })
  if (format === undefined && flag === undefined)
    throw new Failure('usage', `-o ${out}: no format is known by the ending .${extension}`, {
      hint: `one of ${extensions}, each also with .gz; or say it: -f json -o ${out}`,
    })
  // Raw bytes of Gong are JSON.
  if (format === undefined || flag === undefined || flag === format || (flag === 'raw' && format === 'json')) return
  throw new Failure('usage', `-o ${out} ends in .${extension}, and -f says ${flag}`, {
    hint: 'the ending is enough: leave out -f',
  })
}
