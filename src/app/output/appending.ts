import { defined } from '../../lib/defined.ts'
import { Failure } from '../../lib/errors.ts'
import { counted, nearest } from '../../lib/spelling.ts'
import { addKeyedRows, type Merged } from '../../output/file/add-keyed-rows.ts'
import { APPENDABLE, cellsOfRecord } from '../../output/json/raw-records.ts'
import { endOf, type Format } from '../../output/printer.ts'
import type { NewFile } from '../../platform/files.ts'
import { PART_SUFFIX } from '../../state/find-journal.ts'
import type { OpenedJob } from '../job/open-job.ts'
import type { Invocation } from '../model/invocation.ts'
import { type AppendKey, checkAppendFile, covers, listed, notAFile, rowFields } from './check-append-file.ts'
import { formatFor } from './choose-format.ts'
import type { OutputPlan } from './choose-output.ts'
import { chooseOutput } from './choose-output.ts'
import { checkPeriodKey, periodLength } from './whole-periods.ts'

/** Rows that go into a file that is there, or begin one. */
export interface Appending {
  /** The columns of the file, which the rows get; absent for a new file, and for one without columns. */
  readonly columns?: readonly string[]
  /** The file of the new rows, whose commit adds them. @throws Failure `usage` where that is no file, and discards it */
  addingTo(part: NewFile, plan: OutputPlan, assertOurs: () => Promise<void>): Promise<NewFile>
}

/**
 * Checks that rows can be added to the file of --out: the format, the key fields, each record that is there and its columns.
 *
 * @throws Failure `usage`; nothing was sent
 */
export async function openAppending(invocation: Invocation, job: OpenedJob): Promise<Appending> {
  const { context, globals, logger } = job
  const { files } = context
  const { out, fields } = checkFlags(invocation, job)
  const keying: AppendKey = {
    format: appendable(formatFor(invocation.command, invocation.raw, globals, context.stdout)),
    fields,
  }
  const { fields: expected, zone } = await expectedRows(invocation, job, keying.format)
  checkStartInKey(invocation, job, keying)
  const columns = await checkAppendFile({ out, keying, expected, zone, invocation, job })
  checkKeys(fields, columns ?? expected, columns === undefined)
  const merge = async (plan: OutputPlan, assertOurs: () => Promise<void>) => {
    const part = `${out}${PART_SUFFIX}`
    const { total, replaced, alike } = await addRows({ out, part, keying, columns, plan, assertOurs, job })
    await files.remove(part)
    await logger.note(`${out}: ${counted(replaced, 'older row')} replaced, ${counted(total, 'row')} in all`)
    if (alike > 0)
      await logger.note(
        `${counted(alike, 'new row has', 'new rows have')} the same ${fields.join(', ')} as another one; all of them were kept`,
      )
  }
  return {
    ...(columns && { columns }),
    async addingTo(part, plan, assertOurs) {
      if (!part.resumable) {
        await part.discard()
        throw notAFile(out)
      }
      return {
        ...part,
        get size() {
          return part.size
        },
        async commit() {
          await part.flush()
          await part.keep()
          await merge(plan, assertOurs)
        },
      }
    },
  }
}

/** Rows about days or periods need the start of them in the key, and where records hold several, flat rows do. */
function checkStartInKey(invocation: Invocation, job: OpenedJob, { fields, format }: AppendKey): void {
  const { now } = rowFields(invocation, job, format)
  const unit = periodLength(invocation.raw)
  if (unit !== undefined) checkPeriodKey(unit, fields, now)
  else if (rowFields(invocation, job, 'csv').now?.includes('day')) checkPeriodKey('day', fields, now, 'day')
}

interface AddingRows {
  readonly out: string
  readonly part: string
  readonly keying: AppendKey
  /** Of the file, where it has some. */
  readonly columns: readonly string[] | undefined
  readonly plan: OutputPlan
  readonly assertOurs: () => Promise<void>
  readonly job: OpenedJob
}

async function addRows({ keying, columns, plan, job, ...adding }: AddingRows): Promise<Merged> {
  const { format, fields } = keying
  const { context, globals } = job
  if (format === 'xlsx') {
    const { addToWorkbook } = await import('../../output/xlsx/add-to-workbook.ts')
    return await addToWorkbook(context.files, { ...adding, fields, mode: plan.mode })
  }
  const state = plan.print.resumeState?.()
  const own = Array.isArray(state) ? state.map(String) : columns
  const merging = { ...adding, keying: { format, fields }, columns: own, bom: globals.bom, mode: plan.mode }
  return await addKeyedRows(context.files, merging)
}

function checkFlags({ command, path }: Invocation, { globals }: OpenedJob) {
  const { append: fields = [], out, ifExists } = globals
  if (command.effect !== 'read')
    throw new Failure('usage', `--append: gong ${path} does more than read, and each run has results of its own`)
  if (out === undefined)
    throw new Failure('usage', '--append adds to a file, and there is no --out', { hint: 'add -o calls.csv' })
  if (ifExists !== undefined)
    throw new Failure('usage', '--append adds to the file that is there: leave out --if-exists')
  if (fields.length === 0)
    throw new Failure('usage', '--append needs the fields that tell rows apart', { hint: '--append id' })
  return { out, fields }
}

function appendable(format: Format): AppendKey['format'] {
  if (format === 'xlsx') return format
  const found = APPENDABLE.find((name) => name === format)
  if (found !== undefined) return found
  const why: { readonly [name: string]: string } = {
    json: 'json is one list with an end',
    html: 'a page is made as a whole',
  }
  throw new Failure('usage', `--append: ${why[format] ?? `${format} is for reading, and has no rows to replace`}`, {
    hint: 'csv, tsv, jsonl and xlsx can be added to: -o calls.csv, -o calls.xlsx',
  })
}

/** The rows of a line, before there are any. */
interface ExpectedRows {
  readonly fields?: readonly string[]
  /** Of their times, in a workbook. */
  readonly zone?: string
}

/** The fields that rows of this line have: the columns that it would begin a file with, or those that are known. */
async function expectedRows(
  { command, raw }: Invocation,
  job: OpenedJob,
  format: AppendKey['format'],
): Promise<ExpectedRows> {
  const { jq, fields } = job.globals
  if (format === 'jsonl') return jq === undefined ? defined({ fields: fields ?? command.fields }) : {}
  if (jq !== undefined && format !== 'xlsx') return {}
  const { print } = await chooseOutput(command, raw, job)
  const bytes: Buffer[] = []
  for await (const text of endOf(print)) bytes.push(Buffer.from(text))
  const begun = Buffer.concat(bytes)
  if (format === 'xlsx') {
    const { columns, zone } = await (await import('./check-append-workbook.ts')).expectedOf(begun)
    return defined({ fields: jq === undefined && columns.length > 0 ? columns : undefined, zone })
  }
  return begun.length === 0 ? {} : { fields: cellsOfRecord(begun.toString(), format) }
}

/** @param isOpen whether columns below an object may come */
function checkKeys(keys: readonly string[], known: readonly string[] | undefined, isOpen: boolean): void {
  if (known === undefined) return
  const isKnown = (key: string) =>
    known.some((field) => field === key || (isOpen && (covers(field.replace(/\.\*$/, ''), key) || covers(key, field))))
  const wrong = keys.find((key) => !isKnown(key))
  if (wrong === undefined) return
  const near = nearest(wrong, known)
  const guess = near === undefined ? '' : `; did you mean "${near}"?`
  throw new Failure('usage', `--append: there is no field "${wrong}" here${guess}`, {
    hint: `--append takes: ${listed(known)}`,
  })
}
