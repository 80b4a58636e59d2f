import { refused } from './cell-failures.ts'

/** Which sign stands before the decimals of a column of numbers. */
export type DecimalSign = ',' | '.'

/** Of a column of JSON or a workbook, which has numbers besides texts: those have a point and nothing else. */
export const TYPED = 'typed'

/** A number whose thousands may be parted by blanks or apostrophes. */
const PARTED_BY_BLANKS = /^[+-]?\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?=[.,]\d+$|$)/
const SIGNS = /[.,]/g

/** What the signs of a number say: how it is written, that it may be either, or nothing. */
export function decimalSignOf(text: string): DecimalSign | 'either' | undefined {
  const signs = text.match(SIGNS) ?? []
  const [first] = signs
  const last = signs.at(-1)
  if (!isSign(first) || !isSign(last)) return undefined
  // `1.234.567` has no decimals, and `1.234,5` ends in them.
  if (first !== last) return last
  if (signs.length > 1) return otherThan(first)
  const isThousands = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text)
  return isThousands ? 'either' : first
}

/**
 * A number with a decimal point and nothing else, as it can be read: `1.234,56`, `1 234,56`, `1'234.56`.
 *
 * @param sign how the other numbers of the column are written; `undefined` where none of them says it
 * @throws Failure `usage` for `1.234` in such a column, and for what has its signs in the wrong places
 */
export function plainNumber(text: string, sign: DecimalSign | typeof TYPED | undefined): string {
  if (sign === TYPED && !text.includes(',')) return text
  const decimal = sign === TYPED || sign === undefined ? decimalSignOf(text) : sign
  if (decimal === 'either') throw eitherNumber(text)
  const bare = PARTED_BY_BLANKS.test(text) ? text.replace(/[ \u00a0\u2009\u202f'’]/g, '') : text
  if (decimal === undefined) return bare
  const [whole = '', decimals, ...more] = bare.split(decimal)
  const thousands = otherThan(decimal)
  const isWhole = new RegExp(`^[+-]?(\\d+|\\d{1,3}(\\${thousands}\\d{3})+)$`).test(whole)
  if (!isWhole || more.length > 0 || decimals?.includes(thousands)) return bare
  return whole.replaceAll(thousands, '') + (decimals === undefined ? '' : `.${decimals}`)
}

function eitherNumber(text: string) {
  const [whole = '', rest = ''] = text.split(/[.,]/)
  const ways = `${whole}${rest} or ${whole}.${rest}`
  return refused(
    text,
    `could be ${ways}, and no other number of the column tells which`,
    `write ${whole}${rest}, or ${whole}.${rest}0`,
  )
}

function otherThan(sign: DecimalSign): DecimalSign {
  return sign === ',' ? '.' : ','
}

function isSign(sign: string | undefined): sign is DecimalSign {
  return sign === ',' || sign === '.'
}
