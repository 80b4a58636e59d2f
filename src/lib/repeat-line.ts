import { shellQuote } from './shell-quote.ts'

/** Flags that are left out of a line: those that a word follows, and those that stand alone. */
interface LeftOut {
  readonly values?: readonly string[]
  readonly switches?: readonly string[]
}

/**
 * The line that was typed, for a hint to be copied: all that was said is said again.
 *
 * @param argv its words, without `gong`
 * @param added words at its end
 */
export function repeatLine(
  argv: readonly string[],
  { values = [], switches = [] }: LeftOut,
  added: readonly string[],
): string {
  const kept = argv.filter((word, at) => {
    const isFlag = [...values, ...switches].includes(word) || values.some((flag) => word.startsWith(`${flag}=`))
    return !isFlag && !values.includes(argv[at - 1] ?? '')
  })
  return shellQuote(['gong', ...kept, ...added])
}
