import { escapeMarkdown } from '../output/markdown/markdown-text.ts'
import { cellsOf, type ReportCell } from './cells.ts'
import type { ReportDocument, ReportSection, ReportTable } from './document.ts'

/** The report in Markdown with the tables of GitHub. No text from outside can become markup, a link or HTML. */
export function toMarkdownReport({ heading, facts, remarks, sections, zone }: ReportDocument): string {
  return `${[
    `# ${escapeMarkdown(heading)}`,
    facts.map(([label, text]) => `- **${label}:** ${escapeMarkdown(text)}`).join('\n'),
    ...remarks.map(escapeMarkdown),
    ...sections.flatMap((section) => blocksOf(section, zone)),
  ].join('\n\n')}\n`
}

function blocksOf({ heading, explanation, table, list, sources }: ReportSection, zone: string): readonly string[] {
  const bullets = (lines: readonly string[]) => lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n')
  return [
    `## ${escapeMarkdown(heading)}`,
    ...(explanation === undefined ? [] : [escapeMarkdown(explanation)]),
    ...(table === undefined ? [] : [tableBlock(table, zone)]),
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

function cellText({ text, link }: ReportCell): string {
  return link === undefined ? escapeMarkdown(text) : `[${escapeMarkdown(text)}](<${link}>)`
}
