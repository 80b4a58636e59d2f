import { cellsOf, type ReportCell } from './cells.ts'
import type { ReportColumn, ReportDocument, ReportSection, ReportTable } from './document.ts'
import { escapeHtml, type PageFrame, pageEnd, pageStart } from './page-frame.ts'
import { figuresHtml, partsHtml } from './part-html.ts'

/** The report as one self-contained HTML page, to be read on a screen or printed. */
export function toHtmlReport(
  { heading, facts, remarks, sections, zone }: ReportDocument,
  { scripts = [], style = '' }: Pick<PageFrame, 'scripts' | 'style'> = {},
): string {
  const body = sections.map((section) => sectionHtml(section, zone)).join('\n')
  return `${pageStart({ heading, facts, remarks, scripts, style })}${body}\n${pageEnd(scripts)}`
}

function sectionHtml(section: ReportSection, zone: string): string {
  const { heading, explanation, table, figures, parts, list, sources = [] } = section
  return [
    '<section>',
    `<h2>${escapeHtml(heading)}</h2>`,
    ...(explanation === undefined ? [] : [`<p>${escapeHtml(explanation)}</p>`]),
    ...(table === undefined ? [] : [tableHtml(table, heading, zone)]),
    ...(figures === undefined ? [] : [figuresHtml(figures)]),
    ...(parts === undefined ? [] : [partsHtml(parts)]),
    ...(list === undefined ? [] : ['<ul>', ...list.map((line) => `<li>${escapeHtml(line)}</li>`), '</ul>']),
    ...sources.map((source) => `<p class="source">${escapeHtml(source)}</p>`),
    '</section>',
  ].join('\n')
}

function tableHtml(table: ReportTable, heading: string, zone: string): string {
  if (table.rows.length === 0) return `<p class="none">${escapeHtml(table.emptyText)}</p>`
  const rows = cellsOf(table, zone).map((cells) => `<tr>${cells.map(cellHtml).join('')}</tr>`)
  return `<div class="scroll" role="region" aria-label="${escapeHtml(heading)}" tabindex="0"><table${table.isWide ? ' class="wide"' : ''}>
<thead><tr>${table.columns.map(headHtml).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`
}

function headHtml({ heading, width }: ReportColumn): string {
  const style = width === undefined ? '' : ` style="width: ${escapeHtml(width)}"`
  return `<th scope="col"${style}>${escapeHtml(heading)}</th>`
}

function cellHtml({ text, link }: ReportCell): string {
  const content = escapeHtml(text)
  return `<td>${link === undefined ? content : `<a href="${escapeHtml(link)}" rel="noreferrer">${content}</a>`}</td>`
}
