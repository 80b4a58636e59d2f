import { instantMs } from '../lib/local-time.ts'
import type { Json, Row } from '../lib/rows.ts'
import { isRow } from '../lib/rows.ts'
import { isJsonList } from './fields.ts'
import type { AsyncPrinter, IsTime } from './printer.ts'
import { isTimeField } from './time-fields.ts'

/**
 * Prints each time in one form, `2026-05-18T12:25:55.387Z`, whatever offset and precision Gong has sent it in. A title that looks
 * like a time stays what it is.
 */
export function utcPrinter(print: AsyncPrinter, isTime: IsTime = isTimeField): AsyncPrinter {
  return { ...print, page: (page) => print.page({ ...page, rows: page.rows.map((row) => utcRow(row, '', isTime)) }) }
}

function utcRow(row: Row, above: string, isTime: IsTime): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, utcValue(above + name, value, isTime)]))
}

/** @param path dotted */
function utcValue(path: string, value: Json, isTime: IsTime): Json {
  if (typeof value === 'string') {
    const at = instantMs(value)
    return at === undefined || !isTime(path) ? value : new Date(at).toISOString()
  }
  if (isJsonList(value)) return value.map((item) => utcValue(path, item, isTime))
  return isRow(value) ? utcRow(value, `${path}.`, isTime) : value
}
