import type { Row } from '../lib/rows.ts'
import { escaped } from './clean.ts'
import { pickFields } from './fields.ts'
import type { Look, Printer } from './printer.ts'

/**
 * Prints a list as one JSON array, one record a line, and a single thing as one object. The array is closed by `end`,
 * so ending early still leaves whole JSON.
 */
export function jsonPrinter(look: Look): Printer<string> {
  const text = records(look, look.pretty ? 2 : 0)
  if (look.single) return lines(text)
  let open = look.settled === true
  return {
    page({ rows }) {
      if (rows.length === 0) return ''
      const before = open ? ',\n' : '[\n'
      open = true
      return before + rows.map(look.pretty ? (row) => indented(text(row)) : text).join(',\n')
    },
    end: () => {
      const text = open ? '\n]\n' : '[]\n'
      open = false
      return text
    },
    settled: () => open,
  }
}

/** Prints one record a line. */
export function jsonlPrinter(look: Look): Printer<string> {
  return lines(records(look, 0))
}

function lines(text: (row: Row) => string): Printer<string> {
  return {
    page: ({ rows }) => (rows.length === 0 ? '' : `${rows.map(text).join('\n')}\n`),
    end: () => '',
    settled: () => null,
  }
}

function records({ pick, pretty, colour }: Look, indent: number): (row: Row) => string {
  const chosen = pick === undefined ? (row: Row) => row : (row: Row) => pickFields(row, pick)
  const exact = (row: Row) => JSON.stringify(chosen(row), undefined, indent)
  return pretty || colour ? (row) => escaped(exact(row)) : exact
}

function indented(json: string): string {
  return `  ${json.replaceAll('\n', '\n  ')}`
}
