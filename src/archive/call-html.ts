import { formatDuration, wrappedColumn } from '../output/columns.ts'
import type { ReportDocument, ReportSection } from '../report/document.ts'
import { toHtmlReport } from '../report/html-page.ts'
import { type Conversation, callFacts, titleOf, toParagraph } from '../transcripts/conversation.ts'
import { cleanText, describeParty, groupParties, objectAt } from '../transcripts/speakers.ts'

/** A call as a page of its own, which asks nobody for anything. @param zone IANA name */
export function callHtml(call: Conversation, zone: string): string {
  const document: ReportDocument = {
    ...{ heading: titleOf(call), zone, remarks: [] },
    facts: callFacts(call),
    sections: [brief(call), participants(call), outline(call), spoken(call)].flat(),
  }
  return toHtmlReport(document)
}

function brief({ call }: Conversation): readonly ReportSection[] {
  const text = cleanText(objectAt(call, 'content').brief)
  return text === '' ? [] : [{ heading: 'Brief', explanation: text }]
}

function participants({ parties }: Conversation): readonly ReportSection[] {
  const lines = [...groupParties(parties)].flatMap(([group, members]) =>
    members.map((party) => `${describeParty(party)} (${group})`),
  )
  return lines.length === 0 ? [] : [{ heading: 'Participants', list: lines }]
}

function outline({ sections }: Conversation): readonly ReportSection[] {
  const list = sections.flatMap(({ start, name, items }) => [
    `${formatDuration(start)} ${name}`,
    ...items.filter(Boolean).map((item) => `– ${item}`),
  ])
  return list.length === 0 ? [] : [{ heading: 'Outline', list }]
}

function spoken({ turns }: Conversation): ReportSection {
  const rows = turns.map((turn) => ({ ...toParagraph(turn), who: turn.speaker.name })).filter(({ text }) => text !== '')
  return {
    heading: 'Transcript',
    table: {
      columns: [
        { heading: 'At', column: 'at', width: '5em' },
        { heading: 'Who', column: 'who', width: '12em' },
        { heading: 'Said', column: wrappedColumn('text') },
      ],
      rows,
      emptyText: 'Gong has no transcript of this call.',
    },
  }
}
