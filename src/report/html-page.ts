import { oneLine } from '../lib/terminal-text.ts'
import { cellsOf, type ReportCell } from './cells.ts'
import type { ReportColumn, ReportDocument, ReportSection, ReportTable } from './document.ts'
import { STYLE } from './style.ts'

/** Content Security Policy: nothing may be loaded or run, whatever the texts hold. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** The report as one self-contained HTML page, to be read on a screen or printed. */
export function toHtmlReport({ heading, facts, remarks, sections, zone }: ReportDocument): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(heading)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escapeHtml(heading)}</h1>
<dl>
${facts.map(([label, text]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(text)}</dd>`).join('\n')}
</dl>
${remarks.map((remark) => `<p class="remark">${escapeHtml(remark)}</p>`).join('\n')}
</header>
<main>
${sections.map((section) => sectionHtml(section, zone)).join('\n')}
</main>
</body>
</html>
`
}

function sectionHtml({ heading, explanation, table, list, sources = [] }: ReportSection, zone: string): string {
  return [
    '<section>',
    `<h2>${escapeHtml(heading)}</h2>`,
    ...(explanation === undefined ? [] : [`<p>${escapeHtml(explanation)}</p>`]),
    ...(table === undefined ? [] : [tableHtml(table, zone)]),
    ...(list === undefined ? [] : ['<ul>', ...list.map((line) => `<li>${escapeHtml(line)}</li>`), '</ul>']),
    ...sources.map((source) => `<p class="source">${escapeHtml(source)}</p>`),
    '</section>',
  ].join('\n')
}

function tableHtml(table: ReportTable, zone: string): string {
  if (table.rows.length === 0) return `<p class="none">${escapeHtml(table.emptyText)}</p>`
  const rows = cellsOf(table, zone).map((cells) => `<tr>${cells.map(cellHtml).join('')}</tr>`)
  return `<div class="scroll"><table${table.isWide ? ' class="wide"' : ''}>
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

const ENTITIES: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for an element or an attribute in double quotes, on one line. */
function escapeHtml(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}
