/** What a number is that is shown by a format of dates. `duration` counts hours past 24. */
export type DateUnit = 'day' | 'moment' | 'time' | 'duration'

/** The formats that every spreadsheet knows by their number; those from 27 on are days in the calendars of East Asia. */
const KNOWN: readonly (readonly [first: number, last: number, unit: DateUnit])[] = [
  [14, 17, 'day'],
  [18, 21, 'time'],
  [22, 22, 'moment'],
  [27, 31, 'day'],
  [32, 35, 'time'],
  [36, 36, 'day'],
  [45, 45, 'time'],
  [46, 46, 'duration'],
  [47, 47, 'time'],
  [50, 54, 'day'],
  [55, 56, 'time'],
  [57, 58, 'day'],
]

/** @param id the number of a format. @param code its text, where the workbook has one; `undefined` for plain numbers and text */
export function dateUnit(id: number, code?: string): DateUnit | undefined {
  if (code === undefined) return KNOWN.find(([first, last]) => id >= first && id <= last)?.[2]
  const [positive = ''] = code.split(';')
  const bare = positive.replace(/"[^"]*"|\\.|_.|\*./gs, '')
  if (/\[(h+|m+|s+)\]/i.test(bare)) return 'duration'
  const letters = bare.replace(/\[[^\]]*\]|general|am\/pm|a\/p/gi, '').toLowerCase()
  const hasClock = /[hs]/.test(letters)
  const hasDay = /[yd]/.test(letters) || (!hasClock && letters.includes('m'))
  if (hasDay) return hasClock ? 'moment' : 'day'
  return hasClock ? 'time' : undefined
}
