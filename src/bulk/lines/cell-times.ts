import { Failure } from '../../lib/errors.ts'
import { parseTime } from '../../lib/typed-time.ts'
import { type FirstInDay, formatHint, isPlainDay, isPlainInstant, toIsoTime, yearLastOf } from './cell-dates.ts'
import { LABEL, refused } from './cell-failures.ts'
import type { DateFormat } from './date-format.ts'

/** How the times of a table are read. */
export interface TimeContext {
  readonly dateFormat: DateFormat | undefined
  /** An instant of an ISO time, which may lack its offset. */
  readonly toInstant: (iso: string) => string
}

/** The instant of a cell. What is written as Gong has it needs no look at other notations; a file has millions of them. */
export function instantInCell(text: string, { dateFormat, toInstant }: TimeContext): string {
  if (dateFormat === undefined && isPlainInstant(text)) return text
  return ofCell(text, toIsoTime(text, dateFormat), dateFormat, toInstant)
}

/** The day of a cell. Spreadsheets write midnight behind it. */
export function dayInCell(text: string, { dateFormat }: Pick<TimeContext, 'dateFormat'>): string {
  if (dateFormat === undefined && isPlainDay(text)) return text
  const iso = toIsoTime(text, dateFormat).replace(/T00:00(:00(\.0+)?)?$/, '')
  const time = ofCell(text, iso, dateFormat, (day) => parseTime(LABEL, day))
  if (time.kind !== 'timestamp') throw refused(text, 'is not a day')
  if (time.clock !== undefined) throw refused(text, 'has a time of day, but only whole days count here')
  return time.day
}

/** What a time comes to. @throws Failure `usage` that quotes the cell as it stands in the table, and names the format that would fit */
function ofCell<T>(text: string, iso: string, format: DateFormat | undefined, read: (iso: string) => T): T {
  try {
    return read(iso)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const message = error.message.replace(`"${iso}"`, `"${text}"`)
    const { formats, first } = yearLastOf(text) ?? {}
    if (
      format === undefined ||
      formats === undefined ||
      (first !== 'day' && first !== 'month') ||
      format.parts.indexOf(first) < format.parts.indexOf(otherThan(first))
    )
      throw new Failure('usage', message, { cause: error })
    throw new Failure('usage', message.replace(/is not a \w+/, `$& where it is read as ${format.text}`), {
      hint: formatHint(formats, first),
      cause: error,
    })
  }
}

function otherThan(part: FirstInDay): FirstInDay {
  return part === 'day' ? 'month' : 'day'
}
