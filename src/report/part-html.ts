import type { Row } from '../lib/rows.ts'
import { type NumberColumn, REFERENCE, type ReportFigure, type ReportPart } from './document.ts'
import { numberText } from './number-text.ts'
import { escapeHtml } from './page-frame.ts'

/** Numbers to be seen first, side by side. */
export function figuresHtml(figures: readonly ReportFigure[]): string {
  const tiles = figures.map(
    ({ label, text, note }) =>
      `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(text)}</dd><dd class="note">${escapeHtml(note)}</dd></div>`,
  )
  return `<dl class="tiles">${tiles.join('')}</dl>`
}

/** Tables, each with what is drawn of it above; those whose lines are compared stand together. */
export function partsHtml(parts: readonly ReportPart[]): string {
  const compared = parts.filter(({ lines }) => lines?.isCompared)
  const others = parts.filter(({ lines }) => !lines?.isCompared).map(partHtml)
  return [...others, ...(compared.length === 0 ? [] : [comparedHtml(compared)])].join('\n')
}

function comparedHtml(parts: readonly ReportPart[]): string {
  return `<div class="compared"><div class="choice"></div><div class="grid">\n${parts.map(partHtml).join('\n')}\n</div></div>`
}

function partHtml(part: ReportPart): string {
  const { caption, rows, emptyText, lines, isFolded, download } = part
  const title = `<h3>${escapeHtml(caption)}</h3>`
  if (rows.length === 0) return `${title}\n<p class="none">${escapeHtml(emptyText)}</p>`
  const content = `${tableHtml(part)}${download === undefined ? '' : csvLink(download)}`
  if (lines === undefined) return `${title}\n${content}`
  const { unit, most, top, isCompared } = lines
  const facts = `data-unit="${escapeHtml(unit)}" data-most="${most}"${top === undefined ? '' : ` data-top="${top}"`}`
  const table = isFolded ? `<details open><summary>As a table</summary>\n${content}</details>` : content
  return `<div class="lines"${isCompared ? ' data-compared' : ''} ${facts}>${title}<p class="keys"></p><div class="plot"></div>\n${table}</div>`
}

function tableHtml({ caption, columns, rows }: ReportPart): string {
  const heads = columns.map(
    ({ heading, digits, isPeriod }) =>
      `<th scope="col"${digits === undefined ? '' : ' class="n"'}${isPeriod ? ' data-p' : ''}><button type="button">${escapeHtml(heading)}</button></th>`,
  )
  return `<div class="scroll rows" role="region" aria-label="${escapeHtml(caption)}" tabindex="0"><table class="rows">
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${rows.map((row) => rowHtml(row, columns)).join('\n')}
</tbody>
</table></div>
`
}

function rowHtml(row: Row, columns: readonly NumberColumn[]): string {
  const cells = columns.map((column) => cellHtml(row, column)).join('')
  return `<tr${row[REFERENCE] === true ? ' class="r"' : ''}>${cells}</tr>`
}

/** Texts longer than this are broken onto several lines. */
const MAX_UNBROKEN = 32

function cellHtml(row: Row, column: NumberColumn): string {
  const text = escapeHtml(numberText(row, column))
  const value = row[column.field]
  if (column.digits === undefined) return `<td${text.length > MAX_UNBROKEN ? ' class="w"' : ''}>${text}</td>`
  if (typeof value !== 'number') return '<td class="n"></td>'
  const { bar, deepest } = row[REFERENCE] === true ? {} : column
  const shade = deepest === undefined || value <= 0 ? '' : ` data-shade style="--v:${share(value * DEEPEST, deepest)}"`
  return `<td class="n" data-v="${value}"${shade}>${text}${bar === undefined ? '' : barHtml(value, bar)}</td>`
}

/** Deeper shades would leave the number hard to read. */
const DEEPEST = 0.4

function barHtml(value: number, { full, mark }: NonNullable<NumberColumn['bar']>): string {
  const at = typeof mark === 'number' ? `<u style="left:${share(mark, full)}"></u>` : ''
  return `<i><b style="width:${share(value, full)}"></b>${at}</i>`
}

function share(part: number, whole: number): string {
  return `${Math.round(Math.max(0, Math.min(1, whole > 0 ? part / whole : 0)) * 1000) / 10}%`
}

/** The rows in the address of the link itself, so that nobody is asked for them. */
function csvLink({ file, csv }: { readonly file: string; readonly csv: string }): string {
  const address = `data:text/csv;charset=utf-8;base64,${Buffer.from(csv, 'utf8').toString('base64')}`
  return `<p class="source"><a download="${escapeHtml(file)}" href="${address}">${escapeHtml(file)}</a></p>`
}
