import { formatDuration } from '../output/columns.ts'
import { type Conversation, toParagraph } from './conversation.ts'
import { describeParty, groupParties } from './speakers.ts'

/** A transcript as plain text, a turn a line. */
export function toText(call: Conversation): string {
  return `${[head(call), participants(call), outline(call), talk(call)].filter(Boolean).join('\n\n')}\n`
}

function head({ callId, title, started, duration, url }: Conversation): string {
  return [title || 'Untitled call', [started, duration].filter(Boolean).join(', '), `Call ${callId}`, url]
    .filter(Boolean)
    .join('\n')
}

function participants({ parties }: Conversation): string {
  return [...groupParties(parties)]
    .map(([name, members]) => [name, ...members.map((party) => `  ${describeParty(party)}`)].join('\n'))
    .join('\n')
}

function outline({ sections }: Conversation): string {
  return sections.map(({ name, start }) => `${formatDuration(start).padStart(7)}  ${name}`).join('\n')
}

function talk({ turns }: Conversation): string {
  return turns
    .map((turn) => ({ ...toParagraph(turn), name: turn.speaker.name }))
    .filter(({ text }) => text !== '')
    .map(({ at, name, text }) => `[${at}] ${name}: ${text}`)
    .join('\n')
}
