import type { InputOf, Typed } from '../../app/model/inputs.ts'
import type { Job } from '../../app/model/job.ts'
import { flagOf } from '../../app/model/labels.ts'
import { Failure } from '../../lib/errors.ts'
import { faultsOf } from '../../lib/line-faults.ts'
import type { TableInput } from '../inputs.ts'
import type { LineList } from '../line-list.ts'
import type { BulkLine, Table, TableLine } from '../table/table.ts'
import { type CellJob, cellContext } from './cell-context.ts'
import { AS_TEXT } from './cell-failures.ts'
import { unguarded } from './cell-text.ts'
import { columnsOf } from './columns.ts'
import { dayOrders } from './day-orders.ts'
import { decimalSigns } from './decimal-signs.ts'
import type { LineProblem } from './line-problem.ts'
import { readerOfLines } from './line-reader.ts'
import { PackedLines } from './packed-lines.ts'
import { roundedColumns } from './rounded-columns.ts'
import type { Columns, TableFields } from './table-fields.ts'
import { namesOfTable } from './table-names.ts'

/** How a table is read, and what holds for each of its lines. */
export interface CheckOptions extends Pick<TableInput, 'map' | 'country' | 'dateFormat' | 'tz'> {
  /** Values of the command line that each line has which does not say otherwise: `{ owner: 'k@example.com' }`. */
  readonly common?: Typed
  /** Fields of which a column has to be there. */
  readonly oneOf?: readonly string[]
  /** What its fields do not say: what is wrong with a line whose cells are right, before anything is looked up for it. */
  readonly check?: (values: Typed, line: TableLine) => readonly LineProblem[] | Promise<readonly LineProblem[]>
  /** The same for every line, by those of its values that could be read, such as a recording that is missing. */
  readonly look?: (values: Typed, line: number) => Promise<readonly LineProblem[]>
}

const ROUNDED_COLUMN =
  'in this and all other lines the id ends in zeros: a spreadsheet took the ids for numbers, and their last digits are lost'

/** What is read of a line that nobody wants. */
const NOTHING = { values: {}, isRight: false }

type CheckJob = CellJob & Pick<Job, 'read' | 'warn'>

/** A table of which every line was checked. */
export interface CheckedTable<F extends TableFields> {
  readonly count: number
  /**
   * The lines from the first on, some at once, again each time.
   *
   * @param isWanted asked for each, one after the other: those that are not are left out
   * @throws Failure `usage` where the file is another one meanwhile
   */
  blocks(isWanted?: () => boolean): AsyncIterable<readonly BulkLine<InputOf<F>>[]>
}

/**
 * Checks all lines of a table by the fields of a line, and looks names up, once for the whole table. The lines are
 * kept, packed: their cells and values are made anew each time. For files that are larger than memory there is `checkTable`.
 * Warns of values of the command line that no line needs.
 *
 * @throws Failure `usage` for a missing column, and one that names every fault with its line and column
 */
export async function checkLines<const F extends TableFields>(
  table: Table,
  fields: F,
  options: CheckOptions,
  job: CheckJob,
): Promise<LineList<BulkLine<InputOf<F>>>> {
  const reader = await lineReader(table, fields, options, job)
  const found = new PackedLines(Object.keys(fields), options.common ?? {}, reader.completed)
  for await (const block of reader.checked()) for (const line of block) found.add(line)
  await reader.finish()
  for (const note of reader.overruled()) await job.warn(note)
  return found
}

/** The same for a table that is read twice, and never in memory as a whole. @throws Failure as `checkLines` */
export async function checkTable<const F extends TableFields>(
  table: Table,
  fields: F,
  options: CheckOptions,
  job: CheckJob,
): Promise<CheckedTable<F>> {
  const reader = await lineReader(table, fields, options, job)
  let count = 0
  for await (const { length } of reader.checked()) count += length
  await reader.finish()
  return {
    count,
    async *blocks(isWanted = () => true) {
      for await (const block of reader.read(isWanted))
        yield block.map(({ line, cells, values }) => ({ line, cells, values: reader.completed(values) }))
    },
  }
}

async function lineReader<F extends TableFields>(table: Table, fields: F, options: CheckOptions, job: CheckJob) {
  const { common = {}, map, oneOf, check, look } = options
  const columns = columnsOf(table, fields, { map, given: Object.keys(common), oneOf })
  const faults = faultsOf(table)
  const signs = await decimalSigns(table, fields, columns, faults)
  const context = { ...(await cellContext(fields, columns, options, job)), decimalSigns: signs }
  const names = namesOfTable(fields, common, job)
  const ids = roundedColumns(fields)
  const orders = dayOrders(table, fields, columns)
  const lines = readerOfLines(table, { fields, columns, context, faults, common })
  // The output guards text against formulas once more.
  const isCsv = table.form === 'csv'
  let count = 0
  /** @returns whether there are none */
  const note = (line: number, problems: readonly LineProblem[]) => {
    for (const { field, reason, hint } of problems)
      faults.add(line, field === undefined ? undefined : headingOf(table, columns, field), reason, hint)
    return problems.length === 0
  }
  const asLine = ({ line, cells }: TableLine, values: Typed): BulkLine<Typed> => ({
    ...{ line, values },
    cells: isCsv ? cells.map(unguarded) : cells,
  })
  /** Notes what is wrong with a line that is read for the first time, and which names it has. */
  async function isWhole(line: TableLine, { values, isRight }: ReturnType<typeof lines.read>): Promise<boolean> {
    orders.note(line)
    const isSeen = look === undefined || note(line.line, await look(values, line.line))
    if (!isRight || !note(line.line, (await check?.(values, line)) ?? []) || !isSeen) return false
    ids.note(line.line, values)
    names.note(line.line, values, (name) => headingOf(table, columns, name))
    return true
  }
  return {
    /** Lines whose names are not ids yet. */
    async *read(isWanted: () => boolean): AsyncIterable<readonly BulkLine<Typed>[]> {
      for await (const block of table.blocks())
        yield block.flatMap((line) => {
          const { values, isRight } = isWanted() ? lines.read(line) : NOTHING
          return isRight ? [asLine(line, values)] : []
        })
    },
    /** The same for the first time: what is wrong with them is noted. */
    async *checked(): AsyncIterable<readonly BulkLine<Typed>[]> {
      for await (const block of table.blocks()) {
        count += block.length
        const whole: BulkLine<Typed>[] = []
        for (const line of block) {
          const found = lines.read(line)
          if (await isWhole(line, found)) whole.push(asLine(line, found.values))
        }
        yield whole
      }
    },
    async finish(): Promise<void> {
      for (const [name, line] of ids.found()) faults.add(line, headingOf(table, columns, name), ROUNDED_COLUMN, AS_TEXT)
      orders.check(faults)
      faults.check()
      if (count === 0) throw new Failure('usage', `${table.name} has a heading and nothing below it`)
      await names.lookUp(faults)
      faults.check()
    },
    overruled: () =>
      lines
        .overruled()
        .map(
          (name) => `${flagOf(name)} is not used: each line has its own in column ${headingOf(table, columns, name)}`,
        ),
    completed(values: Typed): InputOf<F> {
      const all = names.withIds(values)
      if (!isComplete(fields, all)) throw new Error('a line lacks what was checked')
      return all
    },
  }
}

function headingOf({ header }: Table, columns: Columns, name: string): string {
  return header[columns.get(name)?.[0] ?? -1] ?? name
}

/** Whether the values have what their fields demand. */
function isComplete<F extends TableFields>(fields: F, values: Typed): values is Typed & InputOf<F> {
  return Object.entries(fields).every(
    ([name, { kind, required }]) => values[name] !== undefined || (kind !== 'flag' && !required),
  )
}
