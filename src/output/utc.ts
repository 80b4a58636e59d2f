import { instantMs } from '../lib/local-time.ts'
import type { Json, Row } from '../lib/rows.ts'
import { isRow } from '../lib/rows.ts'
import { isJsonList } from './fields.ts'
import type { AsyncPrinter } from './printer.ts'
import { isTimeField } from './time-fields.ts'

/**
 * Prints each time in one form, `2026-05-18T12:25:55.387Z`, whatever offset and precision Gong has sent it in. A title that looks
 * like a time stays what it is.
 */
export function utcPrinter(print: AsyncPrinter): AsyncPrinter {
  return { ...print, page: (page) => print.page({ ...page, rows: page.rows.map(utcRow) }) }
}

function utcRow(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, utcValue(name, value)]))
}

function utcValue(name: string, value: Json): Json {
  if (typeof value === 'string') {
    const at = instantMs(value)
    return at === undefined || !isTimeField(name) ? value : new Date(at).toISOString()
  }
  if (isJsonList(value)) return value.map((item) => utcValue(name, item))
  return isRow(value) ? utcRow(value) : value
}
