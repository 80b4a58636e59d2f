import type { Page, Row } from '../lib/rows.ts'

/** How many calls were read for those that were found. */
export interface Scanned {
  readonly read: number
  readonly found: number
  /** Read, but without the `content` that was asked for: nothing was analysed, or nothing yet. */
  readonly unheard: number
  /** As Gong counts the window. */
  readonly counted: number
  /** Whether the pull came to its end. */
  readonly whole: boolean
}

export const NOTHING_READ: Scanned = { read: 0, found: 0, unheard: 0, counted: 0, whole: false }

/** The same after one more page, of which so many calls were found. */
export function plus(before: Scanned, { rows, total = 0 }: Page, found: number): Scanned {
  return {
    ...before,
    read: before.read + rows.length,
    found: before.found + found,
    unheard: before.unheard + rows.filter(lacksContent).length,
    counted: Math.max(before.counted, total),
  }
}

/**
 * What the search came to, in one line.
 *
 * @param listens whether trackers were looked for
 */
export function inWords({ read, found, unheard, counted, whole }: Scanned, listens: boolean): string {
  const of = whole || counted <= read ? '' : ` of ${number(counted)}`
  const calls = read === 1 && of === '' ? 'call' : 'calls'
  const without = listens && unheard > 0 ? ` (${number(unheard)} not analysed, so without trackers)` : ''
  return `${number(read)}${of} ${calls} scanned${without}, ${number(found)} ${found === 1 ? 'match' : 'matches'}`
}

function lacksContent({ content }: Row): boolean {
  return content === undefined || content === null
}

function number(count: number): string {
  return count.toLocaleString('en')
}
