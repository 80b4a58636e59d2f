/** Part of a pattern, as it was typed. */
export type PatternNode =
  | { readonly kind: 'chars'; readonly set: CharSet }
  | { readonly kind: 'sequence' | 'either'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly item: PatternNode; readonly min: number; readonly max: number }
  | { readonly kind: Assertion }

export type Assertion = 'start' | 'end' | 'boundary' | 'inside'

/** One character out of several, by code point. */
export interface CharSet {
  readonly isNegated: boolean
  readonly ranges: readonly (readonly [from: number, to: number])[]
  readonly classes: readonly CharClass[]
}

export type CharClass = 'digit' | 'word' | 'space' | 'no-digit' | 'no-word' | 'no-space'

const WORD = /^[\p{L}\p{N}_]$/u
const DIGIT = /^\p{Nd}$/u
const SPACE = /^\s$/u

export function isWordChar(point: number): boolean {
  return point < 128 ? /\w/.test(String.fromCharCode(point)) : WORD.test(String.fromCodePoint(point))
}

/** Whether a character is one of a set. */
export function hasChar({ isNegated, ranges, classes }: CharSet, point: number): boolean {
  const isIn =
    ranges.some(([from, to]) => from <= point && point <= to) || classes.some((name) => isOfClass(name, point))
  return isIn !== isNegated
}

function isOfClass(name: CharClass, point: number): boolean {
  switch (name) {
    case 'word':
      return isWordChar(point)
    case 'no-word':
      return !isWordChar(point)
    case 'digit':
      return DIGIT.test(String.fromCodePoint(point))
    case 'no-digit':
      return !DIGIT.test(String.fromCodePoint(point))
    case 'space':
      return SPACE.test(String.fromCodePoint(point))
    case 'no-space':
      return !SPACE.test(String.fromCodePoint(point))
  }
}

/** Whether a pattern also matches where there is nothing, and so everywhere. */
export function matchesNothing(node: PatternNode): boolean {
  switch (node.kind) {
    case 'chars':
      return false
    case 'sequence':
      return node.items.every(matchesNothing)
    case 'either':
      return node.items.some(matchesNothing)
    case 'repeat':
      return node.min === 0 || matchesNothing(node.item)
    default:
      return true
  }
}
