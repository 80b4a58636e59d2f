import { localTimeFormatter } from '../../lib/local-time.ts'
import type { Row } from '../../lib/rows.ts'
import { utcTime } from '../../lib/utc-time.ts'
import type { ReportDocument, ReportSection } from '../../report/document.ts'
import { describeCounts } from '../describe-counts.ts'
import type { Findings } from '../findings.ts'
import type { PersonCalls } from '../person-calls.ts'
import { redactionFor } from './redaction.ts'
import { type AccessSection, sectionsOf } from './sections.ts'
import type { PersonSentences } from './sentences.ts'
import type { ReportSources, Source } from './sources.ts'
import { LIMITS, OTHER_PEOPLE } from './wording.ts'

/** The circumstances of a report. */
export interface ReportFacts {
  /** The address or number as it was typed. */
  readonly typed: string
  /** Milliseconds since the epoch. */
  readonly madeAtMs: number
  /** IANA name of the zone in which times are shown. */
  readonly zone: string
  /** Its name, for the reader. */
  readonly company: string
  readonly nameOthers: boolean
}

/** The answer to a subject access request, as a document and as data. */
export interface AccessReport {
  readonly document: ReportDocument
  /** Everything that the document has, under the names of `REPORT_FIELDS`. */
  readonly data: Row
}

/** Everything that Gong answered about a person. */
export interface GongAnswers {
  readonly found: Findings
  readonly calls: PersonCalls
  readonly spoken: PersonSentences
  readonly sources: ReportSources
}

export function accessReport({ found, calls, spoken, sources }: GongAnswers, facts: ReportFacts): AccessReport {
  const { typed, madeAtMs, zone, company, nameOthers } = facts
  const others = nameOthers ? 'named' : 'withheld'
  const redaction = redactionFor(found, nameOthers)
  const sections = sectionsOf(found, calls.calls, spoken.byCall, { redaction, sources, zone })
  const missing = [calls.missingReason, spoken.missingReason].filter((one) => one !== undefined)
  const remarks = [OTHER_PEOPLE[others], ...missing.map(toSentence)]
  const made = utcTime(madeAtMs)
  return {
    document: {
      heading: `What Gong holds about ${found.value}`,
      facts: [
        ['Asked about', typed],
        ['Searched for', found.value],
        ['Made', `${localTimeFormatter('UTC')(made)} UTC`],
        ['Times', zone === 'UTC' ? 'in UTC' : `in ${zone}, where it was ${localTimeFormatter(zone)(made)}`],
        ['Company', company],
        ['Found', describeCounts(answeredCounts(found))],
      ],
      remarks,
      sections: [...sections.map(toReportSection), { heading: 'Limits of this report', list: LIMITS }],
      zone,
    },
    data: {
      about: { typed, searched: found.value },
      made,
      zone,
      company,
      others,
      counts: { ...found.counts },
      remarks,
      parts: Object.fromEntries(sections.map((section) => [section.name, toData(section)])),
      limits: LIMITS,
    },
  }
}

/** The counts without the kinds of data that Gong's answer left out, which are not the same as none. */
function answeredCounts({ counts, answer }: Findings): Row {
  return Object.fromEntries(Object.entries(counts).filter(([kind]) => kind in answer))
}

function toData({ explanation, sources, rows }: AccessSection): Row {
  return { explained: explanation, sources: sources.map((source) => ({ ...source })), rows }
}

function toReportSection({ heading, explanation, count, sources, ...table }: AccessSection): ReportSection {
  const emptyText = count === undefined ? 'The answer of Gong has no such list.' : 'Gong told of none.'
  return {
    heading: count === undefined ? heading : `${heading} (${count})`,
    explanation,
    table: { ...table, emptyText },
    sources: sources.map(describeSource),
  }
}

/** `Source: Gong, asked 2026-05-19 12:00:00 UTC, reference x`. */
function describeSource({ requestId, asked }: Source): string {
  const time = asked.replace('T', ' ').replace('Z', ' UTC')
  return `Source: Gong, asked ${time}, reference ${requestId ?? 'none'}`
}

function toSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
