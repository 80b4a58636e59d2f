import { type Json, type Row, rowsIn } from '../lib/rows.ts'
import { ENOUGH, type Show, shower } from './cell.ts'
import { oneLine } from './clean.ts'
import { type Column, isImportant, pathOf } from './columns.ts'
import { valueAt } from './fields.ts'
import { gap, line, paint, uncutLine } from './grid.ts'
import { type Firmness, firmnessOf, share, thatFit } from './layout.ts'
import { isCut, type Look, type Printer } from './printer.ts'
import { fit, pad, widthOf, wrap } from './text.ts'

/** A column whose place and width are settled. */
interface Track extends Settled {
  readonly show: Show
  readonly firmness: Firmness
  readonly wrap: boolean
  readonly important?: boolean
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
  const hidden = new Set<string>()
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
      const rest = columns.filter((column) => !hidden.has(pathOf(column)))
      for (const path of unseen(rest, rows, now, look)) hidden.add(path)
      return (now === before ? '' : heading(now, look.colour)) + body(now, rows, look)
    },
    end: () => '',
    hidden: () => [...hidden],
    settled: () => tracks?.map(({ path, width, right, whole = false }) => ({ path, width, right, whole })) ?? null,
  }
}

/** Whether these rows have a text for a column that is not drawn, although nothing says that there are more. */
function isMissed(column: Column, rows: readonly Row[], tracks: readonly Track[], look: Look): boolean {
  const path = pathOf(column)
  return !tracks.some((track) => track.path === path || track.path === more.path) && measure(column, rows, look).filled
}

/** The columns that these rows have a text for, and that the sign for more stands for. */
function unseen(columns: readonly Column[], rows: readonly Row[], tracks: readonly Track[], look: Look): string[] {
  if (!tracks.includes(more)) return []
  const missing = columns.filter((column) => !tracks.some(({ path }) => path === pathOf(column)))
  return missing.filter((column) => measure(column, rows, look).filled).map(pathOf)
}

/** A column as an earlier run has settled it. */
function taken({ path, width, right, whole }: Row, look: Look): Track {
  if (path === more.path) return more
  const column = look.columns.find((known) => pathOf(known) === path) ?? String(path)
  const kept = { width: Number(width), right: right === true, whole: whole === true }
  return { ...measure(column, [], look), ...kept }
}

function settle(look: Look, all: readonly Track[]): Track[] {
  const isPicked = look.pick !== undefined
  const shown = withMore(isPicked ? all : withText(all, look.width), look.width, isPicked)
  const room = look.width - gap * (shown.length - 1)
  const widths = share(shown, room)
  const spare = room - widths.reduce((sum, width) => sum + width, 0)
  const widest = spare > 0 && Number.isFinite(spare) ? shown.findIndex(({ wrap }) => wrap) : -1
  return shown.map((column, index) => {
    if (column === more) return more
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

/**
 * Columns give way on a narrow terminal, and one headed `…` says that there are more: those of `--fields` only where all
 * of them could not be told apart.
 */
function withMore(all: readonly Track[], width: number, isPicked: boolean): readonly Track[] {
  if (thatFit(all, width, gap, isPicked).length === all.length) return all
  return [...thatFit(all, width - gap - more.width, gap, isPicked), more]
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
  const isRead = typeof column !== 'string' && 'wrap' in column
  return {
    path,
    show,
    width: texts.reduce((widest, text) => Math.max(widest, columnsOf(text)), columnsOf(oneLine(path))),
    right: areNumbers(values),
    firmness: isRead ? 'reading' : firmnessOf(path, texts),
    wrap: isRead,
    important: isImportant(column),
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
  return rows.map((row) => (isCut(look) ? lines(tracks, row, look.width) : uncut(tracks, row))).join('')
}

function uncut(tracks: readonly Track[], row: Row): string {
  return uncutLine(tracks.map(({ path, show, width, right }) => pad(show(valueAt(row, path)), width, right)))
}

/** One line, unless a column that is there to be read needs more. No line is wider than the terminal. */
function lines(tracks: readonly Track[], row: Row, width: number): string {
  const texts = tracks.map(({ path, show }) => show(valueAt(row, path)))
  const widths = widthsFor(tracks, texts, width)
  const cells = tracks.map(({ wrap: isRead }, at) => {
    const [text = '', most = 0] = [texts[at], widths[at]]
    return isRead ? wrap(text, most) : [fit(text, most)]
  })
  const height = cells.reduce((most, { length }) => Math.max(most, length), 1)
  const indices = Array.from({ length: height }, (_, index) => index)
  const cell = (at: number, index: number) => pad(cells[at]?.[index] ?? '', widths[at] ?? 0, tracks[at]?.right)
  return indices.map((index) => line(tracks.map((_, at) => cell(at, index)))).join('')
}

/** No id is longer than this. */
const longestId = 40

/** An id of a later page that is wider than its column takes the room of the others in its row rather than lose its end. */
function widthsFor(tracks: readonly Track[], texts: readonly string[], width: number): readonly number[] {
  const asked = tracks.map((track, at) => {
    const text = texts[at] ?? ''
    return track.whole && text.length <= longestId ? Math.max(track.width, widthOf(text)) : track.width
  })
  return share(
    tracks.map((track, at) => ({ ...track, width: asked[at] ?? track.width })),
    width - gap * (tracks.length - 1),
  )
}
