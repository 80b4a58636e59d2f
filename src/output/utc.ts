import { instantMs } from '../lib/local-time.ts'
import type { Json, Row } from '../lib/rows.ts'
import { isRow } from '../lib/rows.ts'
import { isJsonList } from './fields.ts'
import type { AsyncPrinter } from './printer.ts'

/** Prints each time in one form, `2026-05-18T12:25:55.387Z`, whatever offset and precision Gong has sent it in. */
export function utcPrinter(print: AsyncPrinter): AsyncPrinter {
  return { ...print, page: (page) => print.page({ ...page, rows: page.rows.map(utcRow) }) }
}

function utcRow(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, utcValue(value)]))
}

function utcValue(value: Json): Json {
  if (typeof value === 'string') {
    const at = instantMs(value)
    return at === undefined ? value : new Date(at).toISOString()
  }
  if (isJsonList(value)) return value.map(utcValue)
  return isRow(value) ? utcRow(value) : value
}
