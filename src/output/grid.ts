import { Chalk } from 'chalk'
import Table from 'cli-table3'

const bare = {
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

/** Columns of the terminal between two cells. */
export const gap = bare.middle.length

/**
 * Lays out one line whose cells have been brought to their widths. cli-table3 is quadratic in the lines of a table, so
 * each is a table of its own; that also keeps its older notion of the width of Hindi or Hebrew out of the way.
 */
export function line(cells: readonly string[]): string {
  const table = new Table({ chars: bare, style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] } })
  table.push([...cells])
  return `${table.toString().trimEnd()}\n`
}

/** The same where nothing is cut: cells of any length, which are joined and not measured. */
export function uncutLine(cells: readonly string[]): string {
  return `${cells.join(bare.middle).trimEnd()}\n`
}

/** The two styles of a table, or none. */
export function paint(colour: boolean): {
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
} {
  const { bold, dim } = new Chalk({ level: colour ? 1 : 0 })
  return { strong: bold, faint: dim }
}
