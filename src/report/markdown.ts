import { escapeMarkdown } from '../output/markdown/markdown-text.ts'
import { cellsOf, type ReportCell } from './cells.ts'
import { REFERENCE, type ReportDocument, type ReportPart, type ReportSection, type ReportTable } from './document.ts'
import { numberText } from './number-text.ts'

/** The report in Markdown with the tables of GitHub. No text from outside can become markup, a link or HTML. */
export function toMarkdownReport({ heading, facts, remarks, sections, zone }: ReportDocument): string {
  return `${[
    `# ${escapeMarkdown(heading)}`,
    facts.map(([label, text]) => `- **${label}:** ${escapeMarkdown(text)}`).join('\n'),
    ...remarks.map(escapeMarkdown),
    ...sections.flatMap((section) => blocksOf(section, zone)),
  ].join('\n\n')}\n`
}

function blocksOf(section: ReportSection, zone: string): readonly string[] {
  const { heading, explanation, table, figures, parts = [], list, sources } = section
  const bullets = (lines: readonly string[]) => lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n')
  return [
    `## ${escapeMarkdown(heading)}`,
    ...(explanation === undefined ? [] : [escapeMarkdown(explanation)]),
    ...(table === undefined ? [] : [tableBlock(table, zone)]),
    ...(figures === undefined
      ? []
      : [figures.map(({ label, text, note }) => `- **${label}:** ${escapeMarkdown(`${text}, ${note}`)}`).join('\n')]),
    ...parts.flatMap(partBlocks),
    ...(list === undefined ? [] : [bullets(list)]),
    ...(sources === undefined ? [] : [bullets(sources)]),
  ]
}

function tableBlock(table: ReportTable, zone: string): string {
  if (table.rows.length === 0) return table.emptyText
  const lines = [
    table.columns.map(({ heading }) => heading),
    table.columns.map(() => '---'),
    ...cellsOf(table, zone).map((cells) => cells.map(cellText)),
  ]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Where rows are drawn one at a time against others, those others are what a text has room for. */
function partBlocks({ caption, columns, rows, emptyText, lines }: ReportPart): readonly string[] {
  const shown = lines?.isCompared ? rows.filter((row) => row[REFERENCE] === true) : rows
  if (shown.length === 0) return [`### ${escapeMarkdown(caption)}`, emptyText]
  const table = [
    columns.map(({ heading }) => escapeMarkdown(heading)),
    columns.map(({ digits }) => (digits === undefined ? '---' : '--:')),
    ...shown.map((row) => columns.map((column) => escapeMarkdown(numberText(row, column) || '–'))),
  ]
  return [`### ${escapeMarkdown(caption)}`, table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')]
}

function cellText({ text, link }: ReportCell): string {
  return link === undefined ? escapeMarkdown(text) : `[${escapeMarkdown(text)}](<${link}>)`
}
