import { Chalk } from 'chalk'
import type { Row } from '../lib/rows.ts'
import { formatDuration } from '../output/columns.ts'
import type { Printer, PrinterOptions } from '../output/printer.ts'
import { pad, textWidth, truncate, wrap } from '../output/table/text-width.ts'
import { type Conversation, toConversation } from './conversation.ts'
import { type Passage, passagesOf } from './passages.ts'
import { describeParty, groupParties, sideOf } from './speakers.ts'

/** Longer lines are hard to read, however wide the terminal is. */
const MAX_WIDTH = 100
const MIN_TEXT_WIDTH = 20
/** Names are truncated there. */
const MAX_NAME_WIDTH = 24
const GAP = 2

/**
 * Prints each call as a conversation: title, facts and participants, then who says what, under headings. Each row is a record
 * of getCallTranscripts, joined with what listCallsExtensive has of the call. All text is cleaned by `toConversation`.
 */
export function conversationPrinter({ width, colour, zone }: PrinterOptions): Printer {
  const look = { width: Math.min(width, MAX_WIDTH), paint: new Chalk({ level: colour ? 1 : 0 }) }
  const zoneName = typeof zone === 'string' ? zone : zone()
  let isFirst = true
  return {
    page({ rows }) {
      return rows
        .map((row: Row) => {
          const gap = isFirst ? '' : '\n'
          isFirst = false
          return gap + conversationText(toConversation(row, row, zoneName), look)
        })
        .join('')
    },
    end: () => '',
  }
}

interface Look {
  readonly width: number
  readonly paint: InstanceType<typeof Chalk>
}

function conversationText(call: Conversation, look: Look): string {
  const spoken = passagesOf(call)
  const nothing = look.paint.dim('no transcript yet')
  const lines = spoken.length === 0 ? ['', nothing] : talk(spoken, look)
  return `${[...head(call, look), ...lines].join('\n')}\n`
}

function head({ callId, title, started, duration, url, parties }: Conversation, { width, paint }: Look): string[] {
  const facts = [[started, duration, `call ${callId}`].filter(Boolean).join(', '), url].filter(Boolean)
  const people = [...groupParties(parties)].flatMap(([group, members]) => [
    ...wrap(group, width),
    ...members.flatMap((party) => wrap(describeParty(party), width - GAP).map((line) => `  ${line}`)),
  ])
  return [
    ...wrap(title || 'Untitled call', width).map((line) => paint.bold(line)),
    ...facts.map((line) => paint.dim(line)),
    ...people,
  ]
}

/** Who, when and what in three columns; the name where the speaker changes. */
function talk(spoken: readonly Passage[], { width, paint }: Look): string[] {
  const speeches = spoken.filter((passage) => 'text' in passage)
  const most = (texts: readonly string[]) => texts.reduce((widest, text) => Math.max(widest, textWidth(text)), 0)
  const timeWidth = most(speeches.map(({ at }) => formatDuration(at)))
  const nameWidth = Math.min(most(speeches.map(({ speaker }) => speaker.name)), MAX_NAME_WIDTH, Math.floor(width / 3))
  const indent = timeWidth + nameWidth + 2 * GAP
  let last: string | undefined
  const lines = spoken.flatMap((passage) => {
    if ('heading' in passage) {
      last = undefined
      return ['', ...wrap(passage.heading, width).map((line) => paint.bold.underline(line)), '']
    }
    const { speaker, at, text } = passage
    const name = speaker.name === last ? '' : truncate(speaker.name, nameWidth)
    last = speaker.name
    const time = paint.dim(pad(formatDuration(at), timeWidth, true))
    return wrap(text, Math.max(MIN_TEXT_WIDTH, width - indent)).map((line, index) =>
      index === 0
        ? `${time}  ${paintSide(paint, sideOf(speaker))(pad(name, nameWidth))}  ${line}`
        : `${' '.repeat(indent)}${line}`,
    )
  })
  return lines[0] === '' ? lines : ['', ...lines]
}

/** The company in cyan, others in yellow, and whoever Gong cannot tell in magenta. */
function paintSide(paint: Look['paint'], side: string | undefined): (text: string) => string {
  if (side === 'Internal') return paint.cyan
  return side === 'External' ? paint.yellow : paint.magenta
}
