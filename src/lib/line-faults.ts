import { Failure } from './errors.ts'
import { counted } from './spelling.ts'
import { oneLine } from './terminal-text.ts'

/** Faults that are named; the rest is counted. */
const MOST_NAMED = 20

/** Characters of each: a reason may quote a cell, which may look like another line or be as long as a book. */
const MOST_CHARACTERS = 600

/** A file that a person wrote, and what its lines are called. */
interface LinesOfFile {
  readonly name: string
  readonly unit: 'line' | 'row' | 'item'
}

/** Collects what is wrong with the lines of a file. */
export interface LineFaults {
  readonly count: number
  /** @param heading of the column, if it is one's fault */
  add(line: number, heading: string | undefined, reason: string, hint?: string): void
  /** What to do about the file as a whole, in place of the hints for its lines. @param instead the only one that it replaces */
  advise(hint: string, instead?: string): void
  /** @throws Failure `usage` that names the first faults and counts the others; nothing when there are none */
  check(): void
}

export function faultsOf({ name, unit }: LinesOfFile): LineFaults {
  const named: string[] = []
  const lines = new Set<number>()
  let [count, firstHint, advice]: [number, string | undefined, string | undefined] = [0, undefined, undefined]
  return {
    get count() {
      return count
    },
    add(line, heading, reason, hint) {
      count += 1
      lines.add(line)
      firstHint ??= hint
      if (named.length >= MOST_NAMED) return
      const column = heading === undefined ? '' : `, ${heading || 'column without a heading'}`
      named.push(shortened(oneLine(`${unit} ${line}${column}: ${reason}`)))
    },
    advise(hint, instead) {
      if (instead === undefined || instead === firstHint) advice ??= hint
    },
    check() {
      if (count === 0) return
      const wrong = `${counted(lines.size, unit)} ${lines.size === 1 ? 'is' : 'are'} wrong, so nothing was done`
      const more = count > named.length ? [`and ${counted(count - named.length, 'fault')} more`] : []
      throw new Failure('usage', [`${name}: ${wrong}:`, ...named, ...more].join('\n  '), { hint: advice ?? firstHint })
    },
  }
}

/** Its beginning, and its end, which says what is wrong. */
function shortened(text: string): string {
  const half = MOST_CHARACTERS / 2
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, half)} … ${text.slice(-half)}`
}
