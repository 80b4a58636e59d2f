import { basename, dirname, join } from 'node:path'
import { Failure } from '../../lib/errors.ts'
import { plainSource } from '../../output/file/keyed-rows.ts'
import { factOf, hasMoment, keyedRows, type ProblemOf } from '../../output/xlsx/keyed-workbook.ts'
import { openOwnWorkbook } from '../../output/xlsx/own-workbook.ts'
import type { FileSource, Files } from '../../platform/files.ts'

interface Checking {
  readonly out: string
  /** Names of the key columns. */
  readonly fields: readonly string[]
  /** Of the times of the rows to come. */
  readonly zone: string | undefined
  readonly files: Files
  /** Called with the columns before the first row. */
  onColumns(columns: readonly string[]): void
  readonly problemOf: ProblemOf
}

/**
 * Reads all of a workbook that rows will be added to.
 *
 * @throws Failure `usage` for one that is not from here, has what would be lost, or times of another zone; `declined` for one
 * that somebody has opened
 */
export async function checkWorkbook(
  file: FileSource,
  { out, fields, zone, files, onColumns, problemOf }: Checking,
): Promise<void> {
  await checkClosed(out, files)
  if (file.size === 0) return
  const workbook = await openOwnWorkbook(plainSource(file, out), out)
  onColumns(workbook.columns)
  const its = factOf(workbook, TIMES)
  let hasMoments = false
  for await (const batch of keyedRows(workbook, out, fields, problemOf)) hasMoments ||= batch.some(hasMoment)
  if (hasMoments && its !== undefined && zone !== undefined && its !== zone)
    throw new Failure('usage', `--append: the times in ${out} are those of ${its}, and this run's of ${zone}`, {
      hint: its === 'UTC' ? '--utc' : `--tz ${its}, where the command has it, or choose another file`,
    })
}

const TIMES = 'Times'

/** The columns and the zone of a workbook without rows. */
export async function expectedOf(bytes: Buffer) {
  const file: FileSource = {
    name: 'rows.xlsx',
    size: bytes.length,
    async *chunks() {
      yield bytes
    },
  }
  const workbook = await openOwnWorkbook(file, 'this run')
  return { columns: workbook.columns, zone: factOf(workbook, TIMES) }
}

/** What Excel and LibreOffice put beside a file while somebody has it open: saved there, it would lose the rows again. */
async function checkClosed(out: string, files: Files): Promise<void> {
  const folder = dirname(out)
  const name = basename(out)
  const locks = [`~$${name}`, `.~lock.${name}#`].map((lock) => join(folder, lock))
  for (const lock of locks)
    if ((await files.open(lock)) !== undefined)
      throw new Failure('declined', `${out} is open in a spreadsheet: ${lock} is there`, {
        hint: 'close it there; a lock that a crash has left can be removed',
      })
}
