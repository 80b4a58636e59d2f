import { pad, textWidth, truncate } from './text-width.ts'

/** Characters between two columns. */
const GAP = 2
const LINE_HEIGHT = 10
const EIGHTHS = 8
const WIDE_EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']
const HIGH_EIGHTHS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇']

/** A row as a bar. */
export interface Drawn {
  readonly label: string
  /** When it was, where labels alone do not tell rows apart. */
  readonly moment?: string
  readonly value: number
  /** The value as a table shows it. */
  readonly shown: string
}

/** The numbers of one thing over time. */
export interface Series {
  readonly label: string
  readonly values: number[]
  readonly first: string
  last: string
}

export type Paint = (text: string) => string

/** A bar for each row, under the names of several series or beside them. */
export function bars(drawn: readonly Drawn[], width: number, paint: Paint): string {
  const labelWidth = Math.min(widest(drawn.map(({ label }) => label)), Math.floor(width / 3))
  const momentWidth = widest(drawn.map(({ moment = '' }) => moment))
  const shownWidth = widest(drawn.map(({ shown }) => shown))
  const names = [labelWidth, momentWidth].filter((one) => one > 0)
  const room = Math.max(1, width - names.reduce((sum, one) => sum + one + GAP, shownWidth + GAP))
  const most = drawn.reduce((largest, { value }) => Math.max(largest, Math.abs(value)), 0)
  return drawn
    .map(({ label, moment = '', value, shown }) => {
      const bar = barOf(most === 0 ? 0 : (Math.abs(value) / most) * room, value < 0)
      const name = labelWidth === 0 ? [] : [pad(truncate(label, labelWidth), labelWidth)]
      const at = momentWidth === 0 ? [] : [pad(moment, momentWidth)]
      return `${[...name, ...at, pad(shown, shownWidth, true), bar && paint(bar)].join(' '.repeat(GAP)).trimEnd()}\n`
    })
    .join('')
}

/** The bars of each series below its name, all of one scale. */
export function groupedBars(drawn: readonly Drawn[], width: number, paint: Paint): string {
  const lines = bars(
    drawn.map((one) => ({ ...one, label: '' })),
    Math.max(1, width - GAP),
    paint,
  ).split('\n')
  const groups = new Map<string, string[]>()
  for (const [at, { label }] of drawn.entries())
    groups.set(label, [...(groups.get(label) ?? []), `${' '.repeat(GAP)}${lines[at] ?? ''}\n`])
  return [...groups].map(([label, group]) => `${truncate(label, width)}\n${group.join('')}`).join('')
}

/** One row for each series: its name, a line of one character's height, and its largest value; all of one scale. */
export function smallLines(
  series: readonly Series[],
  width: number,
  { show, paint }: Pick<LineLook, 'show' | 'paint'>,
): string {
  const labelWidth = Math.min(widest(series.map(({ label }) => label)), Math.floor(width / 3))
  const most = series.reduce((top, { values }) => Math.max(top, ...meansOf(values, values.length)), 0)
  const shownWidth = widest(series.map(({ values }) => show(largest(values))))
  const room = Math.max(1, width - labelWidth - shownWidth - 2 * GAP)
  const steps = HIGH_EIGHTHS.length
  const lines = series.map(({ label, values }) => {
    const heights = meansOf(values, Math.min(values.length, room)).map((mean) =>
      mean <= 0 || most === 0 ? 0 : Math.max(1, Math.round((mean / most) * steps)),
    )
    const text = heights.map((height) => (height >= steps ? '█' : (HIGH_EIGHTHS[height] ?? ' '))).join('')
    const name = pad(truncate(label, labelWidth), labelWidth)
    return `${[name, pad(show(largest(values)), shownWidth, true), text.trim() && paint(text.trimEnd())].join('  ').trimEnd()}\n`
  })
  const [first = '', last = ''] = [series[0]?.first, series[0]?.last]
  const columns = Math.min(series[0]?.values.length ?? 0, room)
  return `${lines.join('')}${' '.repeat(labelWidth + shownWidth + 2 * GAP)}${ends(first, last, columns)}\n`
}

function largest(values: readonly number[]): number {
  return values.reduce((top, value) => Math.max(top, value), 0)
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, textWidth(text)), 0)
}

function ends(first: string, last: string, columns: number): string {
  const gap = columns - textWidth(first) - textWidth(last)
  return gap > 0 ? first + ' '.repeat(gap) + last : `${first} – ${last}`
}

/** A bar that is exact to the eighth of a character; below zero it is grey. */
function barOf(length: number, isNegative: boolean): string {
  if (isNegative) return '░'.repeat(Math.max(1, Math.round(length)))
  const eighths = length > 0 ? Math.max(1, Math.round(length * EIGHTHS)) : 0
  return '█'.repeat(Math.floor(eighths / EIGHTHS)) + (WIDE_EIGHTHS[eighths % EIGHTHS] ?? '')
}

export interface LineLook {
  readonly show: (value: number) => string
  readonly width: number
  readonly paint: Paint
  readonly first: string
  readonly last: string
}

/** The area below a line; each column is the mean of the rows that fall into it. */
export function line(values: readonly number[], { show, width, paint, first, last }: LineLook): string {
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
  return `${[...lines, `${' '.repeat(axis)}  ${ends(first, last, columns)}`].join('\n')}\n`
}

/** The values in so many parts, each as its mean. */
function meansOf(values: readonly number[], parts: number): readonly number[] {
  return Array.from({ length: parts }, (_, at) => {
    const [from, to] = [Math.floor((at * values.length) / parts), Math.floor(((at + 1) * values.length) / parts)]
    return values.slice(from, to).reduce((sum, value) => sum + value, 0) / (to - from)
  })
}
