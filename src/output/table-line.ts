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

/**
 * One line of cells that are padded already. cli-table3 is quadratic in the lines of a table, so each line is a table of its
 * own; that also bypasses its outdated widths of Hindi and Hebrew.
 */
export function tableLine(cells: readonly string[]): string {
  const table = new Table({ chars: noBorders, style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] } })
  table.push([...cells])
  return `${table.toString().trimEnd()}\n`
}

/** The same for cells of any length, which are joined without being measured. */
export function untruncatedLine(cells: readonly string[]): string {
  return `${cells.join(noBorders.middle).trimEnd()}\n`
}

/** The two styles of a table; plain text without colour. */
export function textStyles(colour: boolean): {
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
} {
  const { bold, dim } = new Chalk({ level: colour ? 1 : 0 })
  return { strong: bold, faint: dim }
}
