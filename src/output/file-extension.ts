import { Failure } from '../lib/errors.ts'
import type { Format } from './printer.ts'

const SUFFIXES: readonly Format[] = ['csv', 'tsv', 'json', 'jsonl']

/** What programs open by their ending, and would find something else in. */
const FOREIGN = new Set(['xlsx', 'xls', 'ods', 'pdf', 'docx', 'doc', 'odt', 'pptx', 'parquet', 'zip'])

interface Ending {
  /** In small letters, without its dot or a last `.gz`; absent for names such as `/dev/null` or `calls`. */
  readonly ending?: string
  readonly format?: Format
  readonly gzip: boolean
}

/** What the name of a file asks for: `.csv`, `.tsv`, `.json` or `.jsonl` a format, a last `.gz` compression. */
export function formatOf(path: string): Ending {
  const [, name = path, gz] = /^(.*)(\.gz)$/is.exec(path) ?? []
  // A day (`.20260501`) is no ending, nor is what makes the name of a passing file unique.
  const ending = /[^/\\]\.(?=[a-z0-9]*[a-z])([a-z0-9]{1,7})$/i.exec(name)?.[1]?.toLowerCase()
  const format = SUFFIXES.find((known) => known === ending)
  return { gzip: gz !== undefined, ...(ending !== undefined && { ending }), ...(format && { format }) }
}

/**
 * Refuses a name whose ending promises something else than what will be written.
 *
 * @param own endings for which the command makes text of its own
 * @param said the format of --format
 * @throws Failure `usage` for an ending that is not known, unless the format was said, and for one that is another format's
 */
export function checkEnding(out: string, own: readonly string[], said: Format | undefined): void {
  const { ending, format } = formatOf(out)
  if (ending === undefined || own.includes(ending)) return
  const known = [...new Set([...own, ...SUFFIXES])].map((name) => `.${name}`).join(', ')
  if (FOREIGN.has(ending))
    throw new Failure('usage', `-o ${out}: .${ending} is not written by gong`, { hint: `one of ${known}` })
  if (format === undefined && said === undefined)
    throw new Failure('usage', `-o ${out}: no format is known by the ending .${ending}`, {
      hint: `one of ${known}, each also with .gz; or say it: -f json -o ${out}`,
    })
  // The bytes of Gong are JSON.
  if (format === undefined || said === undefined || said === format || (said === 'raw' && format === 'json')) return
  throw new Failure('usage', `-o ${out} ends in .${ending}, and -f says ${said}`, {
    hint: 'the ending is enough: leave out -f',
  })
}
