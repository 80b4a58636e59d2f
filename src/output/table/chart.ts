import { Chalk } from 'chalk'
import { Failure } from '../../lib/errors.ts'
import { instantMs } from '../../lib/local-time.ts'
import type { Json, Row } from '../../lib/rows.ts'
import { formatCount } from '../../lib/spelling.ts'
import { type Column, columnPath } from '../columns.ts'
import { leafPaths, valueAt } from '../fields.ts'
import type { Printer, PrinterOptions } from '../printer.ts'
import { cellFormatter, MAX_CELL_CHARACTERS } from './cell.ts'
import { contentKindOf } from './column-widths.ts'
import { areNumbers, columnsFor } from './table-columns.ts'
import { pad, textWidth, truncate } from './text-width.ts'

/** Where there is no terminal. */
const USUAL_WIDTH = 80
/** Bars that are drawn at most. */
const MAX_BARS = 100
/** With more times than this a line is drawn. */
const MAX_TIME_BARS = 31
const LINE_HEIGHT = 10
const EIGHTHS = 8
const WIDE_EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']
const HIGH_EIGHTHS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇']

interface Drawn {
  readonly label: string
  readonly value: number
  /** The value as a table shows it. */
  readonly shown: string
}

/** What is drawn: the column with the numbers, and the one that tells whose they are. */
interface Axes {
  readonly field: Column
  readonly label: Column | undefined
}

/**
 * Draws the numbers of one field when all rows have come: a bar for each row, or a line where rows are many moments. It holds
 * the numbers, and the labels of the first 100 rows.
 *
 * @param field of the numbers; the first column that has some when left out
 * @throws Failure `usage` where rows have no numbers there
 */
export function chartPrinter(options: PrinterOptions, field?: string): Printer<string> {
  const width = Number.isFinite(options.width) ? options.width : USUAL_WIDTH
  const paint = new Chalk({ level: options.colour ? 1 : 0 }).cyan
  const drawn: Drawn[] = []
  const values: number[] = []
  let axes: Axes | undefined
  let last = ''
  let areTimes = true
  let seen: readonly Row[] = []
  const isLine = () => areTimes && values.length > MAX_TIME_BARS
  return {
    page({ rows }) {
      if (rows.length === 0) return ''
      if (seen.length === 0) seen = rows
      axes ??= axesOf(options, rows, field)
      if (axes === undefined) return ''
      const { field: numbers, label } = axes
      const show = cellFormatter(numbers, options.zone)
      const labelOf = label === undefined ? () => '' : cellFormatter(label, options.zone, MAX_CELL_CHARACTERS)
      for (const row of rows) {
        const value = valueAt(row, columnPath(numbers))
        if (typeof value !== 'number') continue
        const named = label && valueAt(row, columnPath(label))
        areTimes &&= isTime(named)
        last = labelOf(named)
        values.push(value)
        if (drawn.length < MAX_BARS) drawn.push({ label: last, value, shown: show(value) })
      }
      return ''
    },
    end() {
      if (values.length === 0) {
        if (seen.length > 0) throw noNumbers(field, seen)
        return ''
      }
      const show = cellFormatter(axes?.field ?? '', options.zone)
      return isLine()
        ? line(values, { show, width, paint, first: drawn[0]?.label ?? '', last })
        : bars(drawn, width, paint)
    },
    remarks: () => {
      const others = values.length - drawn.length
      return others <= 0 || isLine()
        ? []
        : [`drawn are the first ${MAX_BARS} of ${formatCount(values.length)} rows; --sort and --limit choose others`]
    },
  }
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
  const labels = all.filter((column) => columnPath(column) !== path && !areNumbers(valuesOf(column)))
  const isNamed = (column: Column) => {
    const texts = valuesOf(column).filter((value) => typeof value === 'string')
    const isId = contentKindOf(columnPath(column), texts) === 'exact' && !texts.every(isTime)
    return texts.length > 0 && !isId
  }
  return { field: numbers, label: labels.find(isNamed) ?? labels[0] }
}

function isTime(value: Json | undefined): boolean {
  return typeof value === 'string' && (instantMs(value) !== undefined || /^\d{4}-\d\d-\d\d$/.test(value))
}

type Paint = (text: string) => string

function bars(drawn: readonly Drawn[], width: number, paint: Paint): string {
  const widest = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, textWidth(text)), 0)
  const labelWidth = Math.min(widest(drawn.map(({ label }) => label)), Math.floor(width / 3))
  const shownWidth = widest(drawn.map(({ shown }) => shown))
  const room = Math.max(1, width - labelWidth - shownWidth - 4)
  const most = drawn.reduce((largest, { value }) => Math.max(largest, Math.abs(value)), 0)
  return drawn
    .map(({ label, value, shown }) => {
      const bar = barOf(most === 0 ? 0 : (Math.abs(value) / most) * room, value < 0)
      return `${pad(truncate(label, labelWidth), labelWidth)}  ${pad(shown, shownWidth, true)}  ${bar && paint(bar)}`.trimEnd()
    })
    .map((text) => `${text}\n`)
    .join('')
}

/** A bar that is exact to the eighth of a character; below zero it is grey. */
function barOf(length: number, isNegative: boolean): string {
  if (isNegative) return '░'.repeat(Math.max(1, Math.round(length)))
  const eighths = length > 0 ? Math.max(1, Math.round(length * EIGHTHS)) : 0
  return '█'.repeat(Math.floor(eighths / EIGHTHS)) + (WIDE_EIGHTHS[eighths % EIGHTHS] ?? '')
}

interface LineLook {
  readonly show: (value: number) => string
  readonly width: number
  readonly paint: Paint
  readonly first: string
  readonly last: string
}

/** The area below a line; each column is the mean of the rows that fall into it. */
function line(values: readonly number[], { show, width, paint, first, last }: LineLook): string {
  const axisOf = (columns: number) => {
    const means = meansOf(values, columns)
    const [top, bottom] = [Math.max(0, ...means), Math.min(0, ...means)]
    const labels = [top, bottom].map((value) => show(Math.round(value * 100) / 100))
    return { means, top, bottom, labels, axis: labels.reduce((most, text) => Math.max(most, textWidth(text)), 0) }
  }
  const { axis } = axisOf(Math.min(values.length, width))
  const columns = Math.max(1, Math.min(values.length, width - axis - 2))
  const { means, top, bottom, labels } = axisOf(columns)
  const [high = '', low = ''] = labels
  const range = top - bottom || 1
  const heights = means.map((mean) => Math.round(((mean - bottom) / range) * LINE_HEIGHT * EIGHTHS))
  const lines = Array.from({ length: LINE_HEIGHT }, (_, at) => {
    const below = (LINE_HEIGHT - 1 - at) * EIGHTHS
    const label = at === 0 ? high : at === LINE_HEIGHT - 1 ? low : ''
    const cells = heights.map((height) =>
      height - below >= EIGHTHS ? '█' : (HIGH_EIGHTHS[Math.max(0, height - below)] ?? ''),
    )
    const text = cells.join('').trimEnd()
    return `${pad(label, axis, true)}  ${text && paint(text)}`.trimEnd()
  })
  const gap = columns - textWidth(first) - textWidth(last)
  const ends = gap > 0 ? first + ' '.repeat(gap) + last : `${first} – ${last}`
  return `${[...lines, `${' '.repeat(axis)}  ${ends}`].join('\n')}\n`
}

/** The values in so many parts, each as its mean. */
function meansOf(values: readonly number[], parts: number): readonly number[] {
  return Array.from({ length: parts }, (_, at) => {
    const [from, to] = [Math.floor((at * values.length) / parts), Math.floor(((at + 1) * values.length) / parts)]
    return values.slice(from, to).reduce((sum, value) => sum + value, 0) / (to - from)
  })
}

function noNumbers(field: string | undefined, rows: readonly Row[]): Failure {
  const numeric = leafPaths(rows).filter((path) => areNumbers(rows.map((row) => valueAt(row, path))))
  const message =
    field === undefined ? '--chart: no field of these rows has numbers' : `--chart: "${field}" has no numbers`
  return new Failure('usage', message, {
    ...(numeric.length > 0 && { hint: `--chart ${numeric[0]}` }),
  })
}
