import { openPrinter } from '../../output/open-printer.ts'
import type { AsyncPrinter, Format, PrinterOptions } from '../../output/printer.ts'
import type { Context } from '../../platform/ports.ts'
import type { Presentation, ReadingPrinter } from '../model/command.ts'
import type { Globals } from '../model/globals.ts'
import { isMadeOfRows } from './format-traits.ts'

/** What a printer depends on besides its format and its options. */
export interface Printing {
  readonly globals: Globals
  readonly jq: Context['jq']
  /** How records are laid out for people. */
  readonly unfold?: NonNullable<Presentation['unfold']> | undefined
  /** In place of the printer of the format. */
  readonly reading?: ReadingPrinter
}

/**
 * What pages go through until they are text: times in UTC, jq, the layout for people, the order, the format. Where the format
 * is JSON, jq comes last, for it makes text of its own.
 */
export async function printerFor(format: Format, look: PrinterOptions, printing: Printing): Promise<AsyncPrinter> {
  const { jq, unfold, globals } = printing
  const isJqRows = globals.jq !== undefined && isMadeOfRows(format)
  let print = await formatPrinter(format, look, printing)
  if (isJqRows || (globals.top !== undefined && globals.jq === undefined)) print = countingRows(print)
  if (globals.sort !== undefined) {
    const { sort: keys, top, fields: pick } = globals
    print = (await import('../../output/sort.ts')).sortingPrinter(print, { keys, top, pick, known: look.fields })
  }
  if (unfold) print = unfolding(print, unfold)
  if (isJqRows && globals.jq !== undefined)
    print = await (await import('../../output/json/jq.ts')).jqRowsPrinter(globals.jq, print, jq)
  return globals.utc ? (await import('../../output/utc.ts')).utcPrinter(print, look.isTime) : print
}

async function formatPrinter(
  format: Format,
  look: PrinterOptions,
  { jq, globals, reading }: Printing,
): Promise<AsyncPrinter> {
  if (reading !== undefined) return await reading(look)
  if (globals.chart !== undefined)
    return (await import('../../output/table/chart.ts')).chartPrinter(
      look,
      globals.chart === '' ? undefined : globals.chart,
    )
  if (globals.jq !== undefined && !isMadeOfRows(format))
    return await (await import('../../output/json/jq.ts')).jqPrinter(globals.jq, format, look, jq)
  if (format === 'html') return (await import('../../report/html-rows.ts')).htmlRowsPrinter(look)
  return await openPrinter(format, look)
}

/** What --jq drops and --limit leaves out after sorting is not written. */
function countingRows(print: AsyncPrinter): AsyncPrinter {
  let rows = 0
  return {
    ...print,
    written: () => rows,
    page(page) {
      rows += page.rows.length
      return print.page(page)
    },
  }
}

function unfolding(print: AsyncPrinter, unfold: NonNullable<Presentation['unfold']>): AsyncPrinter {
  return { ...print, page: (page) => print.page({ ...page, rows: page.rows.flatMap(unfold) }) }
}
