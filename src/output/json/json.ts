import type { Row } from '../../lib/rows.ts'
import { pickFields } from '../fields.ts'
import type { Printer, PrinterOptions } from '../printer.ts'
import { escapeControls } from './terminal-json.ts'

/**
 * Prints a list as one JSON array, one record a line, and a single thing as one object. `end` closes the array, so an
 * interrupted pull still leaves valid JSON.
 */
export function jsonPrinter(options: PrinterOptions): Printer<string> {
  const text = records(options, options.pretty ? 2 : 0)
  if (options.single) return lines(text)
  let open = options.resumeState === true
  return {
    page({ rows }) {
      if (rows.length === 0) return ''
      const before = open ? ',\n' : '[\n'
      open = true
      return before + rows.map(options.pretty ? (row) => indented(text(row)) : text).join(',\n')
    },
    end: () => {
      const text = open ? '\n]\n' : '[]\n'
      open = false
      return text
    },
    resumeState: () => open,
  }
}

/** Prints one record a line. */
export function jsonlPrinter(options: PrinterOptions): Printer<string> {
  return lines(records(options, 0))
}

function lines(text: (row: Row) => string): Printer<string> {
  return {
    page: ({ rows }) => (rows.length === 0 ? '' : `${rows.map(text).join('\n')}\n`),
    end: () => '',
    resumeState: () => null,
  }
}

function records({ pick, pretty, colour }: PrinterOptions, indent: number): (row: Row) => string {
  const selected = pick === undefined ? (row: Row) => row : (row: Row) => pickFields(row, pick)
  const exact = (row: Row) => JSON.stringify(selected(row), undefined, indent)
  return pretty || colour ? (row) => escapeControls(exact(row)) : exact
}

function indented(json: string): string {
  return `  ${json.replaceAll('\n', '\n  ')}`
}
