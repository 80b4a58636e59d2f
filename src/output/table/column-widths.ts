/**
 * What a column holds, which decides how soon it is narrowed: wrapped text loses nothing, so it goes first, as far as lines
 * are pleasant to read; then prose and single words, which are truncated; last what is useless when truncated (ids, numbers).
 */
export type ContentKind = 'prose' | 'word' | 'wrapped' | 'exact'

/** The least width of a truncated id, where all columns were asked for by name. */
const MIN_EXACT_WIDTH = 4

/** Which columns are narrowed one after the other, and down to which width. */
const SHRINK_ORDER: readonly (readonly [ContentKind | 'any', number])[] = [
  ['wrapped', 24],
  ['prose', 8],
  ['word', 8],
  ['wrapped', 12],
  ['exact', MIN_EXACT_WIDTH],
  ['any', 3],
]

/** The width below which a column is left out instead. */
const MIN_WIDTH: Record<Exclude<ContentKind, 'exact'>, number> = { prose: 8, word: 8, wrapped: 16 }

/** The measures of a column on the first page. */
export interface MeasuredColumn {
  readonly content: ContentKind
  /** Width of its widest cell, heading included. */
  readonly width: number
  /** Whether the person asked for it, or for what it tells. */
  readonly important?: boolean
}

/**
 * The columns that fit side by side into `room`, one at least. The last are left out first, the important ones and the
 * first, which says what a row is about, after all others; and wrapped text last of all.
 *
 * @param tight whether exact values may be truncated, too, before a column is left out
 */
export function columnsThatFit<C extends MeasuredColumn>(
  columns: readonly C[],
  room: number,
  gap: number,
  tight = false,
): readonly C[] {
  const needs = columns.reduce((sum, { content, width }) => {
    const floor = content === 'exact' ? (tight ? MIN_EXACT_WIDTH : width) : MIN_WIDTH[content]
    return sum + gap + Math.min(width, floor)
  }, -gap)
  if (needs <= room || columns.length <= 1) return columns
  const ranks = columns.map(rankOf)
  return columnsThatFit(columns.toSpliced(ranks.lastIndexOf(Math.min(...ranks)), 1), room, gap, tight)
}

function rankOf({ content, important }: MeasuredColumn, index: number): number {
  if (content === 'wrapped') return 2
  return important || index === 0 ? 1 : 0
}

/**
 * Distributes the width of a terminal among columns. Each gets what it needs while there is room; else they are narrowed
 * in `SHRINK_ORDER`, the widest most, and none below a readable minimum.
 *
 * @param room columns of the terminal, without the gaps between the cells
 */
export function distributeWidth(columns: readonly MeasuredColumn[], room: number): number[] {
  const widths = columns.map(({ width }) => width)
  for (const [content, floor] of SHRINK_ORDER) {
    const narrowable = columns.flatMap((column, index) =>
      content === 'any' || column.content === content ? [index] : [],
    )
    narrow(widths, narrowable, room, floor)
  }
  return widths
}

/** Narrows the widest of the chosen columns by one, again and again, until all fit or none may shrink. */
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

/** Numbers, times and ids of receipts: no reader can guess a part that is cut off. */
const exactText = /^[\d\s.,:+-]*$|^[0-9a-f]{12}$/

/** The kind of a column, by its path and the texts of its cells. */
export function contentKindOf(path: string, texts: readonly string[]): ContentKind {
  if (/(^|\.)ids?$|[a-z]Ids?$/.test(path) || texts.every((text) => exactText.test(text))) return 'exact'
  return texts.some((text) => /[ "]/.test(text)) ? 'prose' : 'word'
}
