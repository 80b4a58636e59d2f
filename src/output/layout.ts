/**
 * How a column may be narrowed: text that is wrapped loses nothing, so it gives way first, as far as lines are pleasant to
 * read; then prose and single words, which are cut; and only then what is useless when cut (ids, numbers).
 */
export type Firmness = 'prose' | 'word' | 'reading' | 'exact'

/** Who gives way, one after the other, and down to which width. */
const yielding: readonly (readonly [Firmness, number])[] = [
  ['reading', 24],
  ['prose', 8],
  ['word', 8],
  ['reading', 12],
  ['exact', 4],
]
const least: Record<Firmness, number> = { prose: 8, word: 8, reading: 12, exact: 4 }

/** What the first page tells about a column. */
export interface Measured {
  readonly firmness: Firmness
  /** Width of its widest cell, heading included. */
  readonly width: number
}

/**
 * The columns that can stand side by side in `room` with their exact values whole, one at least. The last ones give way
 * first; those that are there to be read only after all others, since the rest is said about them.
 */
export function thatFit<C extends Measured>(columns: readonly C[], room: number, gap: number): readonly C[] {
  const needs = columns.reduce((sum, { firmness, width }) => {
    return sum + gap + (firmness === 'exact' ? width : Math.min(width, least[firmness]))
  }, -gap)
  if (needs <= room || columns.length <= 1) return columns
  const lastOther = columns.findLastIndex(({ firmness }) => firmness !== 'reading')
  const out = lastOther < 0 ? columns.length - 1 : lastOther
  return thatFit(columns.toSpliced(out, 1), room, gap)
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
    const soft = columns.flatMap((column, index) => (column.firmness === firmness ? [index] : []))
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
