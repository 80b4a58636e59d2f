/** How spreadsheets write a long number (`1.04093388452647E+016`) and a day (`01.05.2026`, `5/1/26`, `1-May-26`). */
const ROUNDED = /^[+-]?\d([.,]\d+)?E\+\d+$/i
const LOCAL_DAY = /^(\d{1,2}[./-]\d{1,2}[./-](\d{2}|\d{4})|\d{4}[./]\d{1,2}[./]\d{1,2}|\d{1,2}-[a-z]{3}-\d{2,4})\b/i
/** Days since 1900. */
const SERIAL_DAY = /^\d{5}$/
const DAYS = new Set(['from', 'to', 'day'])

/**
 * What is wrong with the key of a row that a spreadsheet has saved anew: it would equal none that Gong gives, and the row would
 * stay beside the new one.
 */
export function spreadsheetProblem(field: string, text: string): string | undefined {
  const isDay = LOCAL_DAY.test(text) || (DAYS.has(field) && SERIAL_DAY.test(text))
  if (!isDay && !ROUNDED.test(text)) return undefined
  return `has "${text}" for ${field}, ${isDay ? 'a day' : 'a number'} as a spreadsheet saves it`
}

/** So many different ids do not end in zeros by chance. */
const ENOUGH = 3

/** Looks for ids of which a spreadsheet has kept the 15 digits that it can: most of the long ones end in zeros. */
export function roundedIds(): { add(text: string): void; problem(): string | undefined } {
  const rounded = new Set<string>()
  const counts = { rounded: 0, exact: 0 }
  return {
    add(text) {
      if (!/^\d{17,}$/.test(text)) return
      const isRounded = /^\d{15}0+$/.test(text)
      counts[isRounded ? 'rounded' : 'exact'] += 1
      if (isRounded && rounded.size < ENOUGH) rounded.add(text)
    },
    problem() {
      if (rounded.size < ENOUGH || counts.exact > counts.rounded) return undefined
      return `most ids there end in zeros, such as ${[...rounded].at(0)}: a spreadsheet has rounded them`
    },
  }
}
