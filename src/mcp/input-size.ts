import { formatCount } from '../lib/spelling.ts'

/** Characters of all texts and names of one call together. */
const MOST_IN_ALL = 100_000
/** Objects and lists within each other. */
const MOST_LEVELS = 40

/**
 * What is wrong with the size of what a client handed in, whatever its schema says; `undefined` where nothing is. A number that
 * has lost digits on its way is told here, too: it was probably an id.
 */
export function sizeProblem(input: unknown): string | undefined {
  let left = MOST_IN_ALL
  const waiting: { readonly value: unknown; readonly level: number }[] = [{ value: input, level: 1 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, level } = next
    if (level > MOST_LEVELS) return `the input has more than ${MOST_LEVELS} levels`
    if (Number.isInteger(value) && !Number.isSafeInteger(value))
      return `the input has ${value}, which is too long for a number: give it as a text`
    if (typeof value === 'string') left -= value.length
    if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) {
        left -= name.length
        waiting.push({ value: one, level: level + 1 })
      }
    if (left < 0) return `the input has more than ${formatCount(MOST_IN_ALL)} characters`
  }
  return undefined
}
