import type { Json, Row } from '../../lib/rows.ts'
import { oneLine } from '../../lib/terminal-text.ts'
import { columnPath } from '../columns.ts'
import { leafEntries, valueAt } from '../fields.ts'
import { isTruncated, type Printer, type PrinterOptions } from '../printer.ts'
import { multilineFormatter } from './cell.ts'
import { CELL_GAP, tableLine, textStyles } from './table-line.ts'
import { pad, textWidth, truncate, wrap } from './text-width.ts'

/** Columns of the terminal that a value gets at least, however narrow it is. */
const MIN_VALUE_WIDTH = 20

/** Prints a single record as a list of its fields: dotted names, and values wrapped instead of truncated. */
export function cardPrinter(options: PrinterOptions): Printer {
  return {
    page: ({ rows }) => rows.map((row) => card(options, row)).join('\n'),
    end: () => '',
  }
}

function card(options: PrinterOptions, row: Row): string {
  const fields = options.pick?.map((path) => [path, valueAt(row, path)] as const) ?? leafEntries(row)
  const widest = fields.reduce((width, [path]) => Math.max(width, textWidth(oneLine(path))), 0)
  const name = Math.min(widest, Math.floor(options.width / 2))
  const { strong } = textStyles(options.colour)
  return fields
    .flatMap(([path, value]) =>
      valueLines(options, path, value, options.width - name).map((text, index) =>
        tableLine([index === 0 ? strong(pad(truncate(oneLine(path), name), name)) : pad('', name), text]),
      ),
    )
    .join('')
}

function valueLines(options: PrinterOptions, path: string, value: Json | undefined, room: number): string[] {
  const column = options.columns.find((column) => columnPath(column) === path) ?? path
  const shown = multilineFormatter(column, options, isTruncated(options))(value)
  return wrap(shown, Math.max(MIN_VALUE_WIDTH, room - CELL_GAP))
}
