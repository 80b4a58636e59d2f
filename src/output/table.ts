import { type Json, type Row, rowsIn } from '../rows.ts'
import { ENOUGH, type Show, shower } from './cell.ts'
import { oneLine } from './clean.ts'
import { type Column, pathOf } from './columns.ts'
import { valueAt } from './fields.ts'
import { gap, line, paint, uncutLine } from './grid.ts'
import { type Firmness, firmnessOf, share, thatFit } from './layout.ts'
import { isCut, type Look, type Printer } from './print.ts'
import { fit, pad, widthOf, wrap } from './text.ts'

/** A column whose place and width are settled. */
interface Track extends Settled {
  readonly show: Show
  readonly firmness: Firmness
  readonly wrap: boolean
  /** Whether a row so far had a text for it. */
  readonly filled: boolean
}

/** As much of it as only the rows can tell. */
interface Settled {
  readonly path: string
  readonly width: number
  readonly right: boolean
  /** Whether its values are never cut: exact ones in a column that got all the width it asked for. */
  readonly whole?: boolean
}

/**
 * Prints rows as a table as wide as the terminal, or uncut where there is none. The first page that has rows settles
 * columns and widths, so that every page can be drawn when it comes and nothing is kept. Where room is short, columns
 * without any text are left out; one that gets a text on a later page is drawn from there on, under a new heading.
 */
export function tablePrinter(look: Look): Printer {
  let tracks = look.settled ? rowsIn(look.settled).map((track) => taken(track, look)) : undefined
  const filled = new Set<string>()
  return {
    page({ rows }) {
      if (rows.length === 0) return ''
      const columns = chosen(look, rows)
      const before = tracks
      if (before === undefined || columns.some((column) => isMissed(column, rows, before, look))) {
        const measured = columns.map((column) => measure(column, rows, look, filled))
        for (const track of measured) if (track.filled) filled.add(track.path)
        tracks = settle(look, measured)
      }
      const now = tracks ?? []
      return (now === before ? '' : heading(now, look.colour)) + body(now, rows, look)
    },
    end: () => '',
    settled: () => tracks?.map(({ path, width, right, whole = false }) => ({ path, width, right, whole })) ?? null,
  }
}

/** Whether these rows have a text for a column that is not drawn, although nothing says that there are more. */
function isMissed(column: Column, rows: readonly Row[], tracks: readonly Track[], look: Look): boolean {
  const path = pathOf(column)
  return !tracks.some((track) => track.path === path || track.path === more.path) && measure(column, rows, look).filled
}

/** A column as an earlier run has settled it. */
function taken({ path, width, right, whole }: Row, look: Look): Track {
  if (path === more.path) return more
  const column = look.columns.find((known) => pathOf(known) === path) ?? String(path)
  const kept = { width: Number(width), right: right === true, whole: whole === true }
  return { ...measure(column, [], look), ...kept }
}

function settle(look: Look, all: readonly Track[]): Track[] {
  const shown = look.pick === undefined ? withMore(withText(all, look.width), look.width) : all
  const room = look.width - gap * (shown.length - 1)
  const widths = share(shown, room)
  const spare = room - widths.reduce((sum, width) => sum + width, 0)
  const widest = spare > 0 && Number.isFinite(spare) ? shown.findIndex(({ wrap }) => wrap) : -1
  return shown.map((column, index) => {
    const width = (widths[index] ?? column.width) + (index === widest ? spare : 0)
    return { ...column, width, whole: column.firmness === 'exact' && width === column.width }
  })
}

/** Where not all have the room that they ask for, those without any text make place for the others. */
function withText(all: readonly Track[], width: number): readonly Track[] {
  const wanted = all.reduce((sum, track) => sum + gap + track.width, -gap)
  const filled = all.filter((track) => track.filled)
  return wanted <= width || filled.length === 0 ? all : filled
}

/** Without `--fields` the last columns give way on a narrow terminal, and a column headed `…` says that there are more. */
function withMore(all: readonly Track[], width: number): readonly Track[] {
  if (thatFit(all, width, gap).length === all.length) return all
  return [...thatFit(all, width - gap - more.width, gap), more]
}

const more: Track = {
  path: '…',
  show: () => '',
  width: 1,
  right: false,
  firmness: 'exact',
  wrap: false,
  filled: true,
}

/** The picked fields, each shown the way its column is; else the command's columns; else what the records have. */
function chosen({ pick, columns }: Look, rows: readonly Row[]): readonly Column[] {
  if (pick !== undefined) return pick.map((path) => columns.find((column) => pathOf(column) === path) ?? path)
  return columns.length > 0 ? columns : [...new Set(rows.flatMap((row) => Object.keys(row)))]
}

/** @param filled paths of the columns that rows before these have filled */
function measure(column: Column, rows: readonly Row[], look: Look, filled: ReadonlySet<string> = new Set()): Track {
  const path = pathOf(column)
  const show = shower(column, look.zone, isCut(look) ? ENOUGH : Number.POSITIVE_INFINITY)
  const values = rows.map((row) => valueAt(row, path))
  const texts = values.map(show)
  const isRead = typeof column !== 'string' && column.wrap === true
  return {
    path,
    show,
    width: texts.reduce((widest, text) => Math.max(widest, columnsOf(text)), columnsOf(oneLine(path))),
    right: areNumbers(values),
    firmness: isRead ? 'reading' : firmnessOf(path, texts),
    wrap: isRead,
    filled: filled.has(path) || texts.some((text) => text !== ''),
  }
}

/** No column is wider, also where nothing is cut: the others would be filled up with spaces for the sake of one text. */
function columnsOf(text: string): number {
  return Math.min(ENOUGH, widthOf(text, ENOUGH))
}

function areNumbers(values: readonly (Json | undefined)[]): boolean {
  const present = values.filter((value) => value !== undefined && value !== null)
  return present.length > 0 && present.every((value) => typeof value === 'number')
}

function heading(tracks: readonly Track[], colour: boolean): string {
  const { strong, faint } = paint(colour)
  const names = tracks.map(({ path, width, right }) => strong(pad(fit(oneLine(path), width), width, right)))
  return line(names) + line(tracks.map(({ width }) => faint('─'.repeat(width))))
}

function body(tracks: readonly Track[], rows: readonly Row[], look: Look): string {
  return rows.map((row) => (isCut(look) ? lines(tracks, row) : uncut(tracks, row))).join('')
}

function uncut(tracks: readonly Track[], row: Row): string {
  return uncutLine(tracks.map(({ path, show, width, right }) => pad(show(valueAt(row, path)), width, right)))
}

/** One line, unless a column that is there to be read needs more. */
function lines(tracks: readonly Track[], row: Row): string {
  const cells = tracks.map((track) => {
    const text = track.show(valueAt(row, track.path))
    return track.wrap ? wrap(text, track.width) : [text]
  })
  const height = cells.reduce((most, { length }) => Math.max(most, length), 1)
  const indices = Array.from({ length: height }, (_, index) => index)
  return indices.map((index) => line(tracks.map((track, at) => cell(track, cells[at]?.[index] ?? '')))).join('')
}

/** No id is longer than this. */
const longestId = 40

/** An id of a later page that is wider than its column pushes the row aside rather than lose its end. */
function cell({ width, right, whole }: Track, text: string): string {
  return pad(whole && text.length <= longestId ? text : fit(text, width), width, right)
}
