import { oneLine } from '../../output/clean.ts'
import { type Cell, cellsOf, headed, nothing, told } from './cells.ts'
import type { Dossier } from './dossier.ts'
import type { Part } from './parts.ts'

/** The report in Markdown with the tables of GitHub. Nothing from outside can become markup, a link or HTML. */
export function markdown({ heading, facts, remarks, parts, limits, zone }: Dossier): string {
  return `${[
    `# ${safe(heading)}`,
    facts.map(([label, text]) => `- **${label}:** ${safe(text)}`).join('\n'),
    ...remarks.map(safe),
    ...parts.flatMap((part) => section(part, zone)),
    '## Limits of this report',
    limits.map((limit) => `- ${safe(limit)}`).join('\n'),
  ].join('\n\n')}\n`
}

function section(part: Part, zone: string): readonly string[] {
  const table = [
    line(part.columns.map(({ heading }) => heading)),
    line(part.columns.map(() => '---')),
    ...cellsOf(part, zone).map((cells) => line(cells.map(cell))),
  ]
  return [
    `## ${safe(headed(part))}`,
    safe(part.explained),
    part.rows.length === 0 ? nothing(part) : table.join('\n'),
    part.sources.map((source) => `- ${safe(told(source))}`).join('\n'),
  ]
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function cell({ text, link }: Cell): string {
  return link === undefined ? safe(text) : `[${safe(text)}](<${link}>)`
}

/** Entities instead of a backslash where a reader that knows no backslash would take it for HTML. */
const ENTITIES: { readonly [sign: string]: string } = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }

/** Text as itself: on one line, and every sign that could mean something disarmed; so are the bare links of GitHub. */
function safe(text: string): string {
  return oneLine(text)
    .replace(/[<>&]/g, (sign) => ENTITIES[sign] ?? sign)
    .replace(/[\\`*_[\]|~$#!]/g, '\\$&')
    .replace(/(?<=https?|ftp):(?=\/\/)|(?<=www)\.|@/gi, (sign) => `&#${sign.charCodeAt(0)};`)
}
