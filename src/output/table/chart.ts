import { Chalk } from 'chalk'
import { Failure } from '../../lib/errors.ts'
import { instantMs } from '../../lib/local-time.ts'
import type { Json, Row } from '../../lib/rows.ts'
import { formatCount } from '../../lib/spelling.ts'
import { type Column, columnPath } from '../columns.ts'
import { leafPaths, valueAt } from '../fields.ts'
import type { Printer, PrinterOptions } from '../printer.ts'
import { isTimeField } from '../time-fields.ts'
import { cellFormatter, MAX_CELL_CHARACTERS } from './cell.ts'
import { bars, type Drawn, groupedBars, line, type Series, smallLines } from './chart-drawing.ts'
import { contentKindOf } from './column-widths.ts'
import { areNumbers, columnsFor } from './table-columns.ts'
import { truncate } from './text-width.ts'

/** Where there is no terminal. */
const USUAL_WIDTH = 80
/** Bars that are drawn at most. */
const MAX_BARS = 100
/** With more times than this a line is drawn. */
const MAX_TIME_BARS = 31

/** What is drawn: the column with the numbers, and those that tell whose they are, and when where that is needed. */
interface Axes {
  readonly field: Column
  readonly labels: readonly Column[]
  readonly moment: Column | undefined
}

/**
 * Draws the numbers of one field when all rows have come: a bar for each row, or a line where rows are many moments; the moments
 * of several things each under a name. It holds the numbers, and the labels of the first 100 rows.
 *
 * @param field of the numbers; the first column that has some when left out
 * @throws Failure `usage` where rows have no numbers there
 */
export function chartPrinter(options: PrinterOptions, field?: string): Printer<string> {
  const width = Number.isFinite(options.width) ? options.width : USUAL_WIDTH
  const paint = new Chalk({ level: options.colour ? 1 : 0 }).cyan
  const drawn: Drawn[] = []
  const values: number[] = []
  const series = new Map<string, Series>()
  let axes: Axes | undefined
  let last = ''
  let areTimes = true
  let seen: readonly Row[] = []
  const shape = () => shapeOf({ axes, series, areTimes, count: values.length })
  return {
    page({ rows }) {
      if (rows.length === 0) return ''
      if (seen.length === 0) seen = rows
      axes ??= axesOf(options, rows, field)
      if (axes === undefined) return ''
      const { field: numbers, labels, moment } = axes
      const show = cellFormatter(numbers, options)
      const labelOf = textOf(labels, options)
      const momentOf = textOf(moment === undefined ? [] : [moment], options)
      for (const row of rows) {
        const value = valueAt(row, columnPath(numbers))
        if (typeof value !== 'number') continue
        areTimes &&= labels.length === 1 && labels.every((label) => isTime(valueAt(row, columnPath(label))))
        const [label, at] = [labelOf(row), momentOf(row)]
        last = label
        values.push(value)
        if (moment !== undefined) addTo(series, label, at, value)
        if (drawn.length < MAX_BARS) drawn.push({ label, ...(moment && { moment: at }), value, shown: show(value) })
      }
      return ''
    },
    end() {
      if (values.length === 0) {
        if (seen.length > 0) throw noNumbers(field, seen)
        return ''
      }
      const look = { show: cellFormatter(axes?.field ?? '', options), paint }
      const all = [...series.values()]
      const [only] = all
      switch (shape()) {
        case 'line':
          return only === undefined
            ? line(values, { ...look, width, first: drawn[0]?.label ?? '', last })
            : `${truncate(only.label, width)}\n${line(values, { ...look, width, first: only.first, last: only.last })}`
        case 'small lines':
          return smallLines(all, width, look)
        case 'groups':
          return groupedBars(drawn, width, paint)
        case 'bars':
          return bars(drawn, width, paint)
      }
    },
    remarks: () => {
      const others = values.length - drawn.length
      const isWhole = shape() === 'line' || (shape() === 'small lines' && series.size < MAX_BARS)
      return others <= 0 || isWhole
        ? []
        : [`drawn are the first ${MAX_BARS} of ${formatCount(values.length)} rows; --sort and --limit choose others`]
    },
  }
}

interface Seen {
  readonly axes: Axes | undefined
  readonly series: ReadonlyMap<string, Series>
  /** Whether the labels themselves are moments. */
  readonly areTimes: boolean
  readonly count: number
}

function shapeOf({ axes, series, areTimes, count }: Seen): 'bars' | 'groups' | 'line' | 'small lines' {
  if (axes?.moment === undefined) return areTimes && count > MAX_TIME_BARS ? 'line' : 'bars'
  const longest = Math.max(...[...series.values()].map(({ values }) => values.length))
  if (longest > MAX_TIME_BARS) return series.size === 1 ? 'line' : 'small lines'
  return count >= 2 * series.size ? 'groups' : 'bars'
}

function addTo(series: Map<string, Series>, label: string, at: string, value: number): void {
  const known = series.get(label)
  if (known === undefined) {
    if (series.size < MAX_BARS) series.set(label, { label, values: [value], first: at, last: at })
    return
  }
  known.values.push(value)
  known.last = at
}

/** The texts of these columns of a row, together. */
function textOf(columns: readonly Column[], options: PrinterOptions): (row: Row) => string {
  const shown = columns.map((column) => ({
    path: columnPath(column),
    show: cellFormatter(column, options, MAX_CELL_CHARACTERS),
  }))
  return (row) =>
    shown
      .map(({ path, show }) => show(valueAt(row, path)))
      .filter(Boolean)
      .join(' · ')
}

function axesOf(options: PrinterOptions, rows: readonly Row[], field: string | undefined): Axes | undefined {
  const shown = columnsFor({ ...options, pick: undefined }, rows)
  const others = leafPaths(rows).filter((path) => !shown.some((column) => columnPath(column) === path))
  const all = options.pick === undefined ? [...shown, ...others] : columnsFor(options, rows)
  const valuesOf = (column: Column) => rows.map((row) => valueAt(row, columnPath(column)))
  const numbers =
    field === undefined
      ? all.find((column) => areNumbers(valuesOf(column)))
      : ([...shown, ...others].find((column) => columnPath(column) === field) ?? field)
  if (numbers === undefined) return undefined
  const path = columnPath(numbers)
  const texts = all.filter((column) => columnPath(column) !== path && !areNumbers(valuesOf(column)))
  const isNamed = (column: Column) => {
    const found = valuesOf(column).filter((value) => typeof value === 'string')
    const isId = contentKindOf(columnPath(column), found) === 'exact' && !found.every(isTime)
    return found.length > 0 && !isId
  }
  const named = texts.filter(isNamed)
  return { field: numbers, ...tellApart(named[0] ?? texts[0], named, rows, options) }
}

/** The first label, and where it does not tell the rows apart, the first moment, and other labels that help. */
function tellApart(
  first: Column | undefined,
  named: readonly Column[],
  rows: readonly Row[],
  options: PrinterOptions,
): Pick<Axes, 'labels' | 'moment'> {
  if (first === undefined) return { labels: [], moment: undefined }
  const { isTime: isTimes = isTimeField } = options
  const distinct = (columns: readonly Column[]) => new Set(rows.map(textOf(columns, options))).size
  const isMoment = (column: Column) =>
    isTimes(columnPath(column)) && rows.every((row) => isTime(valueAt(row, columnPath(column))))
  let labels: readonly Column[] = [first]
  if (isMoment(first) || distinct(labels) === rows.length) return { labels, moment: undefined }
  const others = named.filter((column) => column !== first)
  const moment = others.find(isMoment)
  const when = moment === undefined ? [] : [moment]
  for (const other of others.filter((column) => !isMoment(column))) {
    const now = distinct([...labels, ...when])
    if (now === rows.length) break
    if (distinct([...labels, ...when, other]) > now) labels = [...labels, other]
  }
  return { labels, moment: distinct(labels) === rows.length ? undefined : moment }
}

function isTime(value: Json | undefined): boolean {
  return typeof value === 'string' && (instantMs(value) !== undefined || /^\d{4}-\d\d-\d\d$/.test(value))
}

function noNumbers(field: string | undefined, rows: readonly Row[]): Failure {
  const numeric = leafPaths(rows).filter((path) => areNumbers(rows.map((row) => valueAt(row, path))))
  const message =
    field === undefined ? '--chart: no field of these rows has numbers' : `--chart: "${field}" has no numbers`
  return new Failure('usage', message, {
    ...(numeric.length > 0 && { hint: `--chart ${numeric[0]}` }),
  })
}
