/** The zone of the company, in which days of numbers begin and end: not that of whoever reads them, and with summer time. */
export const COMPANY_ZONE = 'America/New_York'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let format: Intl.DateTimeFormat | undefined
const offsets = new Map<number, number>()

/** Minutes east of Greenwich at an instant (ms). Clocks change on the hour, so each hour is looked up once. */
export function companyOffset(at: number): number {
  const hour = Math.floor(at / HOUR)
  const known = offsets.get(hour)
  if (known !== undefined) return known
  format ??= new Intl.DateTimeFormat('en-US', { timeZone: COMPANY_ZONE, timeZoneName: 'longOffset' })
  const name = format.formatToParts(hour * HOUR).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  offsets.set(hour, offset)
  return offset
}

/** When a day begins for the company, ms. @param day UTC midnight of its date, ms */
export function companyMidnight(day: number): number {
  const guess = day - companyOffset(day) * MINUTE
  return day - companyOffset(guess) * MINUTE
}

/** The date on which an instant (ms) falls for the company, as its UTC midnight, ms. */
export function companyDay(at: number): number {
  return Math.floor((at + companyOffset(at) * MINUTE) / (24 * HOUR)) * 24 * HOUR
}
