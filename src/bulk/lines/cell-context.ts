import { calendarOf } from '../../app/input/calendar.ts'
import type { Job } from '../../app/model/job.ts'
import { loadPhoneReader, toCountry } from '../../lib/phone.ts'
import type { ZoneDefaults } from '../../lib/zones.ts'
import type { TableInput } from '../inputs.ts'
import { instantReader } from './cell-instants.ts'
import type { CellContext } from './cells.ts'
import { toDateFormat } from './date-format.ts'
import type { Columns, TableFields } from './table-fields.ts'

/** What the reading of cells asks of a run. */
export type CellJob = ZoneDefaults & Pick<Job, 'moment'>

/** Loads what the kinds of the fields that have a column are read with. */
export async function cellContext(
  fields: TableFields,
  columns: Columns,
  { country, dateFormat, tz }: Pick<TableInput, 'country' | 'dateFormat' | 'tz'>,
  job: CellJob,
): Promise<Omit<CellContext, 'decimalSigns'>> {
  const has = (...kinds: readonly string[]) =>
    [...columns.keys()].some((name) => kinds.includes(fields[name]?.kind ?? ''))
  const unused = () => {
    throw new Error('no field is of this kind')
  }
  return {
    country: country === undefined ? undefined : await toCountry('--country', country),
    dateFormat: dateFormat === undefined ? undefined : toDateFormat('--date-format', dateFormat),
    toPhone: has('phone', 'contact') ? await loadPhoneReader() : unused,
    toInstant: has('instant', 'second')
      ? await instantReader(async () => (await calendarOf({ tz }, job)).zone)
      : unused,
  }
}
