/**
 * Whether a written number survives as a double: one has some 17 digits, and is at most 1.8e308.
 *
 * @param text a number as JSON writes it: `0.10`, `1e400`
 */
export function isExactNumber(text: string): boolean {
  const value = Number(text)
  return Number.isFinite(value) && normal(String(value)) === normal(text)
}

/** One spelling for each number: its sign, its digits without zeros around them, and the power of ten behind them. */
function normal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? []
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  let end = digits.length
  while (digits[end - 1] === '0') end -= 1
  return end === 0 ? '0' : `${sign}${digits.slice(0, end)}e${Number(exponent) - fraction.length + digits.length - end}`
}
