import { type Json, type Row, rowsIn } from '../rows.ts'
import { type Show, shower } from './cell.ts'
import { oneLine } from './clean.ts'
import { type Column, pathOf } from './columns.ts'
import { valueAt } from './fields.ts'
import { gap, line, paint } from './grid.ts'
import { type Firmness, firmnessOf, howMany, share } from './layout.ts'
import type { Look, Printer } from './print.ts'
import { fit, pad, widthOf, wrap } from './text.ts'

/** A column once the first page has settled it. */
interface Track extends Settled {
  readonly show: Show
  readonly firmness: Firmness
  readonly wrap?: boolean
}

/** As much of it as only that page could tell. */
interface Settled {
  readonly path: string
  readonly width: number
  readonly right: boolean
  /** Whether its values are never cut: exact ones in a column that got all the width it asked for. */
  readonly whole?: boolean
}

/**
 * Prints rows as a table as wide as the terminal. The first page that has rows settles columns and widths, so that
 * every page can be drawn when it comes and nothing is kept.
 */
export function tablePrinter(look: Look): Printer {
  let tracks = look.settled ? rowsIn(look.settled).map((track) => taken(track, look)) : undefined
  return {
    page({ rows }) {
      if (rows.length === 0) return ''
      const before = tracks === undefined
      tracks ??= settle(look, rows)
      return (before ? heading(tracks, look.colour) : '') + body(tracks, rows)
    },
    end: () => '',
    settled: () => tracks?.map(({ path, width, right, whole = false }) => ({ path, width, right, whole })) ?? null,
  }
}

/** A column as an earlier run has settled it. */
function taken({ path, width, right, whole }: Row, look: Look): Track {
  if (path === more.path) return more
  const column = look.columns.find((known) => pathOf(known) === path) ?? String(path)
  const kept = { width: Number(width), right: right === true, whole: whole === true }
  return { ...measure(column, [], look), ...kept }
}

function settle(look: Look, rows: readonly Row[]): Track[] {
  const all = chosen(look, rows).map((column) => measure(column, rows, look))
  const shown = look.pick === undefined ? thatFit(all, look.width) : all
  const widths = share(shown, look.width - gap * (shown.length - 1))
  return shown.map((column, index) => {
    const width = widths[index] ?? column.width
    return { ...column, width, whole: column.firmness === 'exact' && width === column.width }
  })
}

/** Without `--fields` the last columns give way on a narrow terminal, and a column headed `…` says that there are more. */
function thatFit(all: readonly Track[], width: number): readonly Track[] {
  if (howMany(all, width, gap) === all.length) return all
  return [...all.slice(0, howMany(all, width - gap - more.width, gap)), more]
}

const more: Track = { path: '…', show: () => '', width: 1, right: false, firmness: 'exact' }

/** The picked fields, each shown the way its column is; else the command's columns; else what the records have. */
function chosen({ pick, columns }: Look, rows: readonly Row[]): readonly Column[] {
  if (pick !== undefined) return pick.map((path) => columns.find((column) => pathOf(column) === path) ?? path)
  return columns.length > 0 ? columns : [...new Set(rows.flatMap((row) => Object.keys(row)))]
}

function measure(column: Column, rows: readonly Row[], { zone }: Look): Track {
  const path = pathOf(column)
  const show = shower(column, zone)
  const values = rows.map((row) => valueAt(row, path))
  const texts = values.map(show)
  return {
    path,
    show,
    width: texts.reduce((widest, text) => Math.max(widest, widthOf(text)), widthOf(oneLine(path))),
    right: areNumbers(values),
    firmness: firmnessOf(path, texts),
    wrap: typeof column !== 'string' && column.wrap === true,
  }
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

function body(tracks: readonly Track[], rows: readonly Row[]): string {
  return rows.map((row) => lines(tracks, row)).join('')
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
