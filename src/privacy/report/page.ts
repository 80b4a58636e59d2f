import { oneLine } from '../../output/clean.ts'
import { type Cell, cellsOf, headed, nothing, told } from './cells.ts'
import type { Dossier } from './dossier.ts'
import type { Part } from './parts.ts'
import { STYLE } from './style.ts'

/** Nothing may be loaded or run, whatever the texts hold. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** The report as one page of HTML, whole in itself, to be read on a screen or printed. */
export function page({ heading, facts, remarks, parts, limits, zone }: Dossier): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${safe(heading)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${safe(heading)}</h1>
<dl>
${facts.map(([label, text]) => `<dt>${safe(label)}</dt><dd>${safe(text)}</dd>`).join('\n')}
</dl>
${remarks.map((remark) => `<p class="remark">${safe(remark)}</p>`).join('\n')}
</header>
<main>
${parts.map((part) => section(part, zone)).join('\n')}
<section>
<h2>Limits of this report</h2>
<ul>
${limits.map((limit) => `<li>${safe(limit)}</li>`).join('\n')}
</ul>
</section>
</main>
</body>
</html>
`
}

function section(part: Part, zone: string): string {
  return `<section>
<h2>${safe(headed(part))}</h2>
<p>${safe(part.explained)}</p>
${part.rows.length === 0 ? `<p class="none">${nothing(part)}</p>` : table(part, zone)}
${part.sources.map((source) => `<p class="source">${safe(told(source))}</p>`).join('\n')}
</section>`
}

function table(part: Part, zone: string): string {
  const head = part.columns.map(({ heading }) => `<th scope="col">${safe(heading)}</th>`).join('')
  const rows = cellsOf(part, zone).map((cells) => `<tr>${cells.map((one) => `<td>${cell(one)}</td>`).join('')}</tr>`)
  return `<div class="wide"><table class="${part.name}">
<thead><tr>${head}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`
}

function cell({ text, link }: Cell): string {
  return link === undefined ? safe(text) : `<a href="${safe(link)}" rel="noreferrer">${safe(text)}</a>`
}

const ENTITIES: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function safe(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}
