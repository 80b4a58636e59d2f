import { createHash } from 'node:crypto'
import { oneLine } from '../lib/terminal-text.ts'
import type { ReportDocument } from './document.ts'
import { STYLE } from './style.ts'

/** What stands above the sections of a page, and what may run on it. */
export interface PageFrame extends Pick<ReportDocument, 'heading' | 'facts' | 'remarks'> {
  /** JavaScript of this tool's own, which stands in the page and is the only one that a browser runs there. */
  readonly scripts?: readonly string[]
  /** More rules than those of every page. */
  readonly style?: string
}

/** Everything before the sections. */
export function pageStart({ heading, facts, remarks, scripts = [], style = '' }: PageFrame): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(scripts)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(heading)}</title>
<style>${STYLE}${style}</style>
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
`
}

/** Everything after them. @param scripts those of `pageStart` */
export function pageEnd(scripts: readonly string[] = []): string {
  return `</main>\n${scripts.map((script) => `<script>${script}</script>\n`).join('')}</body>\n</html>\n`
}

/** Content Security Policy: nothing may be loaded or run, whatever the texts hold, but the scripts with these hashes. */
function policy(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  const running = hashes.length === 0 ? '' : ` script-src ${hashes.join(' ')};`
  return `default-src 'none';${running} style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`
}

const ENTITIES: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for an element or an attribute in double quotes, on one line. */
export function escapeHtml(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}
