import { Chalk } from 'chalk'
import Table from 'cli-table3'

const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
}

/** Width between two cells, in columns of the terminal. */
export const CELL_GAP = noBorders.middle.length

/** Stands for a cell while the frame is laid out. */
const PLACEHOLDER = 'x'

/** By the number of cells: what stands before, between and behind them. */
const frames = new Map<number, readonly string[]>()

/**
 * One line of cells that are padded already, or of any length where nothing is truncated. cli-table3 lays out each number of
 * cells once: a table takes it a third of a millisecond and more than that with its lines, and its widths of Hindi and Hebrew
 * are outdated.
 */
export function tableLine(cells: readonly string[]): string {
  const frame = frames.get(cells.length) ?? frameOf(cells.length)
  frames.set(cells.length, frame)
  return `${frame
    .map((text, index) => text + (cells[index] ?? ''))
    .join('')
    .trimEnd()}\n`
}

function frameOf(count: number): readonly string[] {
  const table = new Table({ chars: noBorders, style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] } })
  table.push(Array.from({ length: count }, () => PLACEHOLDER))
  return table.toString().split(PLACEHOLDER)
}

/** The two styles of a table; plain text without colour. */
export function textStyles(colour: boolean): {
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
} {
  const { bold, dim } = new Chalk({ level: colour ? 1 : 0 })
  return { strong: bold, faint: dim }
}
