import type { CalendarUnit } from '../../lib/calendar-period.ts'
import { defined } from '../../lib/defined.ts'
import { Failure } from '../../lib/errors.ts'
import { keyedRecords } from '../../output/file/keyed-rows.ts'
import { roundedIds, spreadsheetProblem } from '../../output/file/spreadsheet-traces.ts'
import { type Appendable, DELIMITERS } from '../../output/json/raw-records.ts'
import type { OpenedJob } from '../job/open-job.ts'
import type { Invocation } from '../model/invocation.ts'
import { periodLength, periodProblem } from './whole-periods.ts'

/** A format whose files can be added to, and what tells their rows apart. */
export interface AppendKey {
  readonly format: Appendable | 'xlsx'
  /** Dotted paths of the key fields. */
  readonly fields: readonly string[]
}

/** A file that rows will be added to. */
interface Checking {
  readonly out: string
  readonly keying: AppendKey
  /** The fields of the rows to come. */
  readonly expected: readonly string[] | undefined
  /** The zone of their times, where they are shown in one. */
  readonly zone: string | undefined
  readonly invocation: Invocation
  readonly job: OpenedJob
}

/**
 * Reads all of a file that rows will be added to.
 *
 * @returns its columns, where it has some
 * @throws Failure `usage` for other columns, and for rows that are none, or that no new one would replace
 */
export async function checkAppendFile(checking: Checking): Promise<readonly string[] | undefined> {
  const { out, keying, invocation, job } = checking
  const { files } = job.context
  const there = await files.open(out)
  if (there === undefined) return undefined
  if (there.regular !== true || (await files.fileId(out)) === undefined) throw notAFile(out)
  const { format, fields } = keying
  let columns: readonly string[] | undefined
  const onColumns = (found: readonly string[]) => {
    checkColumns(found, checking)
    columns = found
  }
  const rows = rowCheck(keying, periodLength(invocation.raw))
  const reading = { onColumns, problemOf: rows.problemOf }
  if (format === 'xlsx') {
    const { checkWorkbook } = await import('./check-append-workbook.ts')
    await checkWorkbook(there, { out, fields, zone: checking.zone, files, ...reading })
  } else for await (const _ of keyedRecords(there, out, { format, fields }, reading));
  const problem = rows.problem()
  if (problem !== undefined) throw new Failure('usage', `--append: ${out}: ${problem}`, { hint: OTHER_FILE })
  return columns
}

const OTHER_FILE = 'take the file as gong wrote it, or choose another one'

/** Rows that no new one would replace, though they are about the same. */
function rowCheck({ format, fields }: AppendKey, unit: CalendarUnit | undefined) {
  const ids = roundedIds()
  return {
    problem: ids.problem,
    problemOf(textOf: (field: string) => string | undefined) {
      const values = fields.map((field) => textOf(field) ?? '')
      if (format !== 'jsonl') {
        for (const value of values) ids.add(value)
        const at = values.findIndex((value, place) => spreadsheetProblem(fields[place] ?? '', value) !== undefined)
        if (at >= 0) return `${spreadsheetProblem(fields[at] ?? '', values[at] ?? '')}; ${OTHER_FILE}`
      }
      return unit === undefined ? undefined : periodProblem(unit, textOf('from') ?? '', textOf('to'))
    },
  }
}

export function notAFile(out: string): Failure {
  return new Failure('usage', `--append: ${out} is a link, a pipe or a device, and no file`, {
    hint: 'name the file itself',
  })
}

/**
 * The fields that a row can have.
 *
 * @returns `known` with any flags, `now` with those of the line; absent where jq makes them
 */
export function rowFields(
  { command, raw }: Invocation,
  { globals }: OpenedJob,
  format: AppendKey['format'],
): { readonly known?: readonly string[]; readonly now?: readonly string[] } {
  if (globals.jq !== undefined) return {}
  const flat = format === 'jsonl' ? undefined : typeof command.flat === 'function' ? command.flat(raw) : command.flat
  const known = flat?.fields ?? command.fields
  const now = flat?.fields ?? command.fieldsFor?.(raw) ?? known
  return defined({ known, now })
}

/** The columns below an object are known only when it comes. */
function checkColumns(columns: readonly string[], { out, keying, expected, invocation, job }: Checking): void {
  checkSeparator(columns, out, keying)
  if (expected === undefined) return
  const alien = columns.filter((column) => !expected.some((field) => covers(field, column)))
  const lacking = expected.filter((field) => !columns.some((column) => covers(field, column)))
  if (alien.length + lacking.length === 0) return
  const sides = [
    ...(alien.length > 0 ? [`only the file has ${listed(alien)}`] : []),
    ...(lacking.length > 0 ? [`only this run has ${listed(lacking)}`] : []),
  ]
  throw new Failure('usage', `--append: ${out} has other columns: ${sides.join('; ')}`, {
    hint: columnsHint(columns, alien, rowFields(invocation, job, keying.format)),
  })
}

/** @param alien columns that this line does not write */
function columnsHint(
  columns: readonly string[],
  alien: readonly string[],
  { known = [], now = [] }: ReturnType<typeof rowFields>,
): string {
  const lackedBy = (fields: readonly string[]) =>
    alien.filter((column) => !fields.some((field) => covers(field.replace(/\.\*$/, ''), column)))
  const [foreign, absent] = [lackedBy(known), lackedBy(now)]
  if (foreign.length > 0)
    return `gong has no ${listed(foreign)}: take ${foreign.length === 1 ? 'that column' : 'those columns'} out of the file, or choose another one`
  if (absent.length > 0) return `${listed(absent)}: with the flags of the line that began it, or choose another file`
  return `--fields ${columns.join(',')} writes those of the file, or choose another file`
}

/** A spreadsheet of another country takes another separator. */
function checkSeparator(columns: readonly string[], out: string, { format, fields }: AppendKey): void {
  const [only = ''] = columns
  if (columns.length !== 1 || format === 'jsonl' || format === 'xlsx') return
  const found = SEPARATORS.find(
    ([sign]) => sign !== DELIMITERS[format] && fields.every((field) => unquoted(only.split(sign)).includes(field)),
  )
  if (found === undefined || fields.includes(only)) return
  const [own] = SEPARATORS.filter(([sign]) => sign === DELIMITERS[format])
  throw new Failure('usage', `--append: ${out} is separated by ${found[1]}, and ${format} by ${own?.[1]}`, {
    hint: `save it with ${own?.[1]}, or choose another file`,
  })
}

const SEPARATORS = [
  [',', 'commas'],
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'bars'],
] as const

function unquoted(cells: readonly string[]): readonly string[] {
  return cells.map((cell) => cell.replace(/^"(.*)"$/, '$1'))
}

/** Names of columns in a message. */
const MOST_NAMES = 12

export function covers(field: string, column: string): boolean {
  return column === field || column.startsWith(`${field}.`)
}

export function listed(names: readonly string[]): string {
  const some = names.slice(0, MOST_NAMES).join(', ')
  return names.length > MOST_NAMES ? `${some} and ${names.length - MOST_NAMES} more` : some
}
