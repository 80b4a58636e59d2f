import { type Json, type Row, rowsIn, textsIn } from '../../lib/rows.ts'
import { durationColumn, wrappedColumn } from '../../output/columns.ts'
import type { ReportTable } from '../../report/document.ts'
import type { PersonCall } from '../person-call.ts'
import type { Redaction } from './redaction.ts'

/** The table of a section. */
export interface SectionTable extends Pick<ReportTable, 'columns' | 'rows' | 'isWide'> {
  /** Absent where Gong's answer has no such list, which is not the same as none. */
  readonly count?: number
}

export function numbersTable(answer: Row, redaction: Redaction): SectionTable {
  const row = (role: string, value: string): Row => ({ role, value })
  return {
    columns: [
      { heading: 'What', column: 'role', width: '35%' },
      { heading: 'Value', column: wrappedColumn('value') },
    ],
    rows: [
      row('searched for', String(answer.suppliedPhoneNumber)),
      ...textsIn(answer.matchingPhoneNumbers).map((value) => row('number that matches', value)),
      ...textsIn(answer.emailAddresses).map((value) => row('address that goes with it', redaction.address(value))),
    ],
  }
}

export function callsTable(calls: readonly PersonCall[], redaction: Redaction): SectionTable {
  return {
    columns: [
      { heading: 'Started', column: 'started', width: '7em' },
      { heading: 'Title', column: wrappedColumn('title') },
      { heading: 'Host', column: wrappedColumn('host'), width: '17%' },
      { heading: 'Length', column: durationColumn('duration'), width: '4.75em' },
      { heading: 'Other participants', column: 'others' },
      { heading: 'Id', column: wrappedColumn('id'), width: '13.5em' },
    ],
    rows: calls.map(({ id, started = null, title = null, host, duration = null, others }) => ({
      id,
      started,
      title,
      host: host === undefined ? null : redaction.host(host),
      duration,
      // Without a start Gong gave no details, so "nobody else" would be a guess.
      others: started === null && others.length === 0 ? null : redaction.people(withoutHost(others, host)),
    })),
    isWide: true,
  }
}

/** The host has a column of their own. Another person of the same name stays. */
function withoutHost(others: readonly string[], host: string | undefined): readonly string[] {
  const at = host === undefined ? -1 : others.indexOf(host)
  return at < 0 ? others : others.toSpliced(at, 1)
}

export function emailsTable({ emails }: Row, redaction: Redaction): SectionTable {
  const address = (value: Json | undefined) => (typeof value === 'string' ? redaction.address(value) : null)
  return {
    columns: [
      { heading: 'Sent', column: 'sentTime', width: '7em' },
      { heading: 'From', column: wrappedColumn('from') },
      { heading: 'Mailbox', column: wrappedColumn('mailbox') },
      { heading: 'Id', column: wrappedColumn('id') },
    ],
    rows: rowsIn(emails).map(({ sentTime = null, from, mailbox, id = null }) => ({
      sentTime,
      from: address(from),
      mailbox: address(mailbox),
      id,
    })),
    isWide: true,
  }
}

export function recordsTable({ customerData }: Row): SectionTable {
  return {
    columns: [
      { heading: 'System', column: wrappedColumn('system'), width: '14%' },
      { heading: 'Type', column: wrappedColumn('objectType'), width: '14%' },
      { heading: 'Id in the CRM', column: wrappedColumn('externalId') },
      { heading: 'Values that Gong names', column: { path: 'fields', show: fieldValues } },
    ],
    rows: rowsIn(customerData).flatMap(({ system = null, objects }) =>
      rowsIn(objects).map(({ objectType = null, externalId = null, fields = [] }) => ({
        system,
        objectType,
        externalId,
        fields,
      })),
    ),
  }
}

/** `Phone: +1 202…; Title: CFO`. */
function fieldValues(fields: Json): string {
  const text = (value: Json | undefined) => (typeof value === 'object' ? JSON.stringify(value) : String(value))
  return rowsIn(fields)
    .map(({ name, value }) => `${name}: ${text(value)}`)
    .join('; ')
}

export function engagementTable({ customerEngagement }: Row): SectionTable {
  const names = ['timestamp', 'eventType', 'eventName', 'reportingSystem', 'contentUrl', 'sourceEventId'] as const
  return {
    columns: [
      { heading: 'When', column: 'timestamp', width: '7em' },
      { heading: 'Event', column: wrappedColumn('eventType') },
      { heading: 'Name', column: wrappedColumn('eventName') },
      { heading: 'Reported by', column: wrappedColumn('reportingSystem') },
      { heading: 'Content', column: wrappedColumn('contentUrl'), link: 'contentUrl' },
      { heading: 'Id there', column: wrappedColumn('sourceEventId') },
    ],
    rows: rowsIn(customerEngagement).map((event) =>
      Object.fromEntries(names.map((name) => [name, event[name] ?? null])),
    ),
    isWide: true,
  }
}
