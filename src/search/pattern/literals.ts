import { isWordChar, type PatternNode } from './node.ts'

/** Shorter ones are in every text. */
const MIN_CHARS = 3

/** Parts of words that stand in whatever a pattern matches; none where nothing is certain. */
export function literalsOf(node: PatternNode): readonly string[] {
  const found: string[] = []
  let run = ''
  const close = () => {
    if ([...run].length >= MIN_CHARS) found.push(run)
    run = ''
  }
  const visit = (one: PatternNode): void => {
    if (one.kind === 'sequence') {
      for (const item of one.items) visit(item)
      return
    }
    const point = one.kind === 'chars' ? onlyPoint(one) : undefined
    if (point !== undefined && isWordChar(point) && point !== UNDERSCORE) run += String.fromCodePoint(point)
    else close()
  }
  visit(node)
  close()
  return found
}

/** A character of words for a pattern, and none where words are compared. */
const UNDERSCORE = 95

function onlyPoint({ set }: Extract<PatternNode, { readonly kind: 'chars' }>): number | undefined {
  const [only, another] = new Set(set.ranges.flat())
  return set.isNegated || set.classes.length > 0 || another !== undefined ? undefined : only
}
