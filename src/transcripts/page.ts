import { linkToSecond } from '../lib/call-link.ts'
import { formatDuration } from '../output/columns.ts'
import { isWebAddress } from '../report/cells.ts'
import { escapeHtml, pageEnd, pageStart } from '../report/page-frame.ts'
import { type Conversation, callFacts, titleOf } from './conversation.ts'
import { passagesOf } from './passages.ts'
import { describeParty, groupParties, sideOf } from './speakers.ts'
import { summaryOf } from './summary.ts'

const STYLE = `
.talk { display: grid; grid-template-columns: max-content minmax(6rem, max-content) 1fr; gap: .35rem 1rem; margin: 1rem 0; }
.talk h3, .talk p { margin: 0; max-width: none; }
.talk h3 { grid-column: 1 / -1; margin-top: 1rem; font-size: 1rem; }
.talk .at { color: var(--soft); font-variant-numeric: tabular-nums; text-align: right; }
.who { font-weight: 600; overflow-wrap: anywhere; max-width: 14rem; }
.who.Internal { color: #0b6b7a; }
.who.External { color: #8a4b00; }
@media (prefers-color-scheme: dark) { .who.Internal { color: #6fd0df; } .who.External { color: #f0b25f; } }
@media (max-width: 40rem) { .talk { grid-template-columns: max-content 1fr; } .talk .said { grid-column: 1 / -1; } }
`

/** Calls as one self-contained page: facts, who took part, what Gong says about it, and who said what. */
export function toHtmlPage(calls: readonly Conversation[]): string {
  const [only] = calls
  const isOne = calls.length === 1 && only !== undefined
  const heading = isOne ? titleOf(only) : `${calls.length} calls`
  const frame = { heading, facts: isOne ? callFacts(only) : [], remarks: [], style: STYLE }
  return `${pageStart(frame)}${calls.map((call) => callHtml(call, !isOne)).join('\n')}\n${pageEnd()}`
}

function callHtml(call: Conversation, isOneOfSeveral: boolean): string {
  const people = [...groupParties(call.parties)].map(
    ([group, members]) => `<h3>${escapeHtml(group)}</h3>\n${listHtml(members.map(describeParty))}`,
  )
  const facts = callFacts(call).map(([label, text]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(text)}</dd>`)
  return [
    ...(isOneOfSeveral ? [`<h2>${escapeHtml(titleOf(call))}</h2>`, `<dl>${facts.join('')}</dl>`] : []),
    ...(people.length > 0 ? [section('Participants', people.join('\n'))] : []),
    ...summaryOf(call).map(({ heading, text, items }) =>
      section(heading, `${text === '' ? '' : `<p>${escapeHtml(text)}</p>`}${items.length > 0 ? listHtml(items) : ''}`),
    ),
    section('Transcript', talkHtml(call)),
  ].join('\n')
}

function section(heading: string, html: string): string {
  return `<section>\n<h2>${escapeHtml(heading)}</h2>\n${html}\n</section>`
}

function listHtml(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`
}

function talkHtml(call: Conversation): string {
  const lines = passagesOf(call).map((passage) => {
    if ('heading' in passage) return `<h3>${escapeHtml(passage.heading)}</h3>`
    const { speaker, at, text } = passage
    const side = ['Internal', 'External'].find((one) => one === sideOf(speaker)) ?? 'Unknown'
    return `<p class="at">${timeHtml(call.url, at)}</p><p class="who ${side}">${escapeHtml(speaker.name)}</p><p class="said">${escapeHtml(text)}</p>`
  })
  return lines.length === 0
    ? '<p class="none">no transcript yet</p>'
    : `<div class="talk">\n${lines.join('\n')}\n</div>`
}

/** A link that plays it from there. */
function timeHtml(url: string, at: number): string {
  const shown = escapeHtml(formatDuration(at))
  const link = isWebAddress(url) ? linkToSecond(url, at, undefined) : null
  return link === null ? shown : `<a href="${escapeHtml(link)}" rel="noreferrer">${shown}</a>`
}
