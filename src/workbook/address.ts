/** The most columns and rows of a sheet in Excel. */
export const MAX_COLUMNS = 16_384
export const MAX_ROWS = 1_048_576

/** The column of an address such as `C5`, from 0 on; `undefined` for what is no address, or outside of a sheet. */
export function columnOf(address: string): number | undefined {
  let column = 0
  for (let at = 0; at < address.length; at += 1) {
    const code = address.charCodeAt(at)
    if (code < 65 || code > 90) return at > 0 && code >= 48 && code <= 57 ? column - 1 : undefined
    column = column * 26 + code - 64
    if (column > MAX_COLUMNS) return undefined
  }
  return undefined
}

const LETTERS = 26

/** `A` for 0, `Z` for 25, `AA` for 26. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % LETTERS))
  return index < LETTERS ? last : columnLetters(Math.floor(index / LETTERS) - 1) + last
}
