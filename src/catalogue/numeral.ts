/**
 * Whether a decimal number is exactly representable as a double and back: about 17 digits, at most 1.8e308.
 *
 * @param text a number as JSON writes it: `0.10`, `1e400`
 */
export function isExactNumber(text: string): boolean {
  const value = Number(text)
  return Number.isFinite(value) && normal(String(value)) === normal(text)
}

/** The canonical form of a number: sign, digits without leading and trailing zeros, power of ten. */
function normal(text: string): string {
  const [, sign = '', integer = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? []
  const digits = `${integer}${fraction}`.replace(/^0+/, '')
  let end = digits.length
  while (digits[end - 1] === '0') end -= 1
  return end === 0 ? '0' : `${sign}${digits.slice(0, end)}e${Number(exponent) - fraction.length + digits.length - end}`
}
