import { rowsIn } from '../../lib/rows.ts'
import type { Findings } from '../findings.ts'
import type { PersonCall } from '../person-call.ts'
import type { Redaction } from './redaction.ts'
import { type SentencesByCall, sentencesTable } from './sentences.ts'
import type { ReportSources, Source } from './sources.ts'
import { callsTable, emailsTable, engagementTable, numbersTable, recordsTable, type SectionTable } from './tables.ts'
import { SECTIONS } from './wording.ts'

/** One kind of data in a report. */
export interface AccessSection extends SectionTable {
  readonly name: string
  readonly heading: string
  /** What it is and where its limits are, in plain words. */
  readonly explanation: string
  readonly sources: readonly Source[]
}

/**
 * Everything that was found, a section for each kind; numbers only where a number was asked for.
 *
 * @param sentences absent where the key may not read them
 * @param zone IANA name
 */
export function sectionsOf(
  found: Findings,
  calls: readonly PersonCall[],
  sentences: SentencesByCall | undefined,
  { redaction, sources, zone }: { redaction: Redaction; sources: ReportSources; zone: string },
): readonly AccessSection[] {
  const { answer } = found
  const tables: { readonly [name: string]: SectionTable } = {
    ...('suppliedPhoneNumber' in answer && { numbers: numbersTable(answer, redaction) }),
    calls: callsTable(calls, redaction),
    ...(sentences !== undefined && { sentences: sentencesTable(calls, sentences, zone) }),
    emails: emailsTable(answer, redaction),
    meetings: {
      columns: [{ heading: 'Id in the calendar', column: 'id' }],
      rows: rowsIn(answer.meetings).map(({ id = null }) => ({ id })),
    },
    customerData: recordsTable(answer),
    customerEngagement: engagementTable(answer),
  }
  return Object.entries(tables).map(([name, table]) => ({
    name,
    heading: SECTIONS[name]?.heading ?? name,
    explanation: SECTIONS[name]?.explanation ?? '',
    sources: sourcesOf(name, sources),
    ...(Array.isArray(answer[name]) && { count: table.rows.length }),
    ...table,
  }))
}

/** The calls themselves come with the lookup, and their details from answers of their own. */
function sourcesOf(name: string, { lookup, calls, sentences }: ReportSources): readonly Source[] {
  if (name === 'sentences') return sentences
  return name === 'calls' ? [...lookup, ...calls] : lookup
}
