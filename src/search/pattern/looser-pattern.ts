import { type CharSet, isWordChar, type PatternNode } from './node.ts'

/** Stands for any text. */
const ANYTHING = '.*'
/** All digits of Unicode are among them, of whatever version. */
const DIGITS = '0-9\\x{80}-\\x{10ffff}'
/** The most characters of a range that are looked at. */
const MAX_RANGE = 500
/** RE2 takes 1,000 in all. */
const MAX_TIMES = 20

/**
 * A regular expression for RE2 that finds something in `toComparable` text wherever the pattern finds something in the folded
 * text that it is made of, and maybe elsewhere: what may be more than letters and digits, of which comparable text is made,
 * stands for anything.
 */
export function looserPattern(node: PatternNode): string {
  switch (node.kind) {
    case 'chars':
      return comparableSet(node.set) ?? ANYTHING
    case 'sequence':
      return node.items.map(looserPattern).join('')
    case 'either':
      return `(?:${node.items.map(looserPattern).join('|')})`
    case 'repeat':
      return repeated(node)
    default:
      return ''
  }
}

function repeated({ item, min }: Extract<PatternNode, { readonly kind: 'repeat' }>): string {
  const one = looserPattern(item)
  if (one === ANYTHING || one === '') return ANYTHING
  if (item.kind === 'chars' && min > 1) return `${one}{${Math.min(min, MAX_TIMES)},}`
  return `(?:${one})${min === 0 ? '*' : '+'}`
}

/** The same characters for RE2, where all are letters and digits. */
function comparableSet({ isNegated, ranges, classes }: CharSet): string | undefined {
  if (isNegated || classes.some((name) => name !== 'digit') || !ranges.every(isComparable)) return undefined
  const code = (point: number) => `\\x{${point.toString(16)}}`
  const points = ranges.map(([from, to]) => `${code(from)}-${code(to)}`)
  return `[${points.join('')}${classes.length > 0 ? DIGITS : ''}]`
}

function isComparable([from, to]: CharSet['ranges'][number]): boolean {
  if (to - from > MAX_RANGE) return false
  for (let point = from; point <= to; point += 1) if (!isWordChar(point) || point === UNDERSCORE) return false
  return true
}

/** A character of words for a pattern, and none where words are compared. */
const UNDERSCORE = 95
