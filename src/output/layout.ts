/**
 * How a column may be narrowed: text that is wrapped loses nothing, so it gives way first, as far as lines are pleasant to
 * read; then prose and single words, which are cut; and only then what is useless when cut (ids, numbers).
 */
export type Firmness = 'prose' | 'word' | 'reading' | 'exact'

/** Columns of the terminal that a cut id still has, where all columns were asked for by name. */
const exactAtLeast = 4

/** Who gives way, one after the other, and down to which width. */
const yielding: readonly (readonly [Firmness | 'any', number])[] = [
  ['reading', 24],
  ['prose', 8],
  ['word', 8],
  ['reading', 12],
  ['exact', exactAtLeast],
  ['any', 3],
]
const least: Record<Exclude<Firmness, 'exact'>, number> = { prose: 8, word: 8, reading: 12 }

/** What the first page tells about a column. */
export interface Measured {
  readonly firmness: Firmness
  /** Width of its widest cell, heading included. */
  readonly width: number
  /** Whether the person asked for it, or for what it tells. */
  readonly important?: boolean | undefined
}

/**
 * The columns that can stand side by side in `room`, one at least. The last ones give way first, the important ones and
 * the first, which says what a row is about, after all others; and last what is there to be read.
 *
 * @param tight whether exact values may be cut, too, before a column is left out
 */
export function thatFit<C extends Measured>(
  columns: readonly C[],
  room: number,
  gap: number,
  tight = false,
): readonly C[] {
  const needs = columns.reduce((sum, { firmness, width }) => {
    const floor = firmness === 'exact' ? (tight ? exactAtLeast : width) : least[firmness]
    return sum + gap + Math.min(width, floor)
  }, -gap)
  if (needs <= room || columns.length <= 1) return columns
  const ranks = columns.map(rankOf)
  return thatFit(columns.toSpliced(ranks.lastIndexOf(Math.min(...ranks)), 1), room, gap, tight)
}

function rankOf({ firmness, important }: Measured, index: number): number {
  if (firmness === 'reading') return 2
  return important || index === 0 ? 1 : 0
}

/**
 * Shares the width of a terminal among columns. Each gets what it needs while there is room; else the softest columns
 * give way first, the widest among them most, and no column goes under a readable minimum.
 *
 * @param room columns of the terminal, without the gaps between the cells
 */
export function share(columns: readonly Measured[], room: number): number[] {
  const widths = columns.map(({ width }) => width)
  for (const [firmness, floor] of yielding) {
    const soft = columns.flatMap((column, index) => (firmness === 'any' || column.firmness === firmness ? [index] : []))
    narrow(widths, soft, room, floor)
  }
  return widths
}

/** Takes from the widest of the chosen columns, column by column, until all fit or none may shrink. */
function narrow(widths: number[], chosen: readonly number[], room: number, floor: number): void {
  let excess = widths.reduce((sum, width) => sum + width, 0) - room
  while (excess > 0) {
    const widest = chosen.reduce<number | undefined>((a, b) => (at(widths, a) >= at(widths, b) ? a : b), undefined)
    if (widest === undefined || at(widths, widest) <= floor) return
    widths[widest] = at(widths, widest) - 1
    excess -= 1
  }
}

function at(widths: readonly number[], index: number | undefined): number {
  return index === undefined ? 0 : (widths[index] ?? 0)
}

/** Numbers, times and names of receipts, none of which can be guessed when a part of them is cut off. */
const figures = /^[\d\s.,:+-]*$|^[0-9a-f]{12}$/

/** Tells how firm a column is from its path and the texts of its cells. */
export function firmnessOf(path: string, texts: readonly string[]): Firmness {
  if (/(^|\.)ids?$|[a-z]Ids?$/.test(path) || texts.every((text) => figures.test(text))) return 'exact'
  return texts.some((text) => /[ "]/.test(text)) ? 'prose' : 'word'
}
