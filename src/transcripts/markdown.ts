import { formatDuration } from '../output/columns.ts'
import { type Conversation, callFacts, titleOf } from './conversation.ts'
import { passagesOf } from './passages.ts'
import { describeParty, groupParties } from './speakers.ts'
import { summaryOf } from './summary.ts'

/** A transcript as Markdown: facts of the call, parties, topics, and the monologues with time and speaker. */
export function toMarkdown(call: Conversation): string {
  return `${[head(call), participants(call), summary(call), outline(call), talk(call)].filter(Boolean).join('\n\n')}\n`
}

function head(call: Conversation): string {
  const lines = callFacts(call).map(([name, value]) => `- ${name}: ${plain(value)}`)
  return `# ${plain(titleOf(call))}\n\n${lines.join('\n')}`
}

function participants({ parties }: Conversation): string {
  const groups = [...groupParties(parties)].map(([name, members]) => {
    return `### ${plain(name)}\n\n${members.map((party) => `- ${plain(describeParty(party))}`).join('\n')}`
  })
  return groups.length === 0 ? '' : ['## Participants', ...groups].join('\n\n')
}

function summary(call: Conversation): string {
  return summaryOf(call)
    .flatMap(({ heading, text, items }) => [
      `## ${plain(heading)}`,
      ...(text === '' ? [] : [plain(text)]),
      ...(items.length === 0 ? [] : [items.map((item) => `- ${plain(item)}`).join('\n')]),
    ])
    .join('\n\n')
}

function outline({ sections }: Conversation): string {
  const lines = sections.flatMap(({ name, start, items }) => [
    `- ${formatDuration(start)} ${plain(name)}`,
    ...items.filter(Boolean).map((item) => `  - ${plain(item)}`),
  ])
  return lines.length === 0 ? '' : `## Outline\n\n${lines.join('\n')}`
}

/** Time and name come first, so that spoken text cannot begin a line and become a heading or a list. */
function talk(call: Conversation): string {
  const spoken = passagesOf(call).map((passage) =>
    'heading' in passage
      ? `### ${plain(passage.heading)}`
      : `**${formatDuration(passage.at)} ${plain(passage.speaker.name)}:** ${plain(passage.text)}`,
  )
  return ['## Transcript', ...spoken].join('\n\n')
}

/** What Markdown would take for markup of its own stays what it is. */
function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]<>&~|#]/g, '\\$&')
    .replace(/^([-+]|\d+[.)])/, (found) => found.replace(/[-+.)]$/, '\\$&'))
}
