import { type Json, type Row, rowsIn, textsIn } from '../lib/rows.ts'

/** The columns of CSV, which has a line for each item that Gong holds. */
export const FLAT_FIELDS = ['kind', 'id', 'date', 'summary', 'host', 'others', 'source', 'url'] as const

/**
 * One record for each item that was found, whatever its kind, for a spreadsheet to sort and filter.
 *
 * @param findings of `toFindingsRow`
 */
export function flattenFindings(findings: Row): readonly Row[] {
  return [
    ...rowsIn(findings.calls).map(call),
    ...rowsIn(findings.emails).map(email),
    ...rowsIn(findings.meetings).map(({ id }) => item('meeting', { id })),
    ...rowsIn(findings.customerData).flatMap(({ system, objects }) =>
      rowsIn(objects).map((one) => record(system, one)),
    ),
    ...rowsIn(findings.customerEngagement).map(event),
    ...textsIn(findings.matchingPhoneNumbers).map((id) => item('phone number', { id })),
    ...textsIn(findings.emailAddresses).map((id) => item('e-mail address', { id })),
  ]
}

type FlatFields = { readonly [F in (typeof FLAT_FIELDS)[number]]?: Json | undefined }

function item(kind: string, fields: FlatFields): Row {
  return Object.fromEntries(FLAT_FIELDS.map((name) => [name, name === 'kind' ? kind : (fields[name] ?? null)]))
}

function call({ id, started, title, host, participants, url }: Row): Row {
  return item('call', { id, date: started, summary: title, host, others: participants, url })
}

function email({ id, sentTime, from, mailbox }: Row): Row {
  return item('e-mail', { id, date: sentTime, summary: `from ${from}`, source: `mailbox of ${mailbox}` })
}

/** The id in the CRM comes first: that is where the record has to be cleaned. */
function record(source: Json | undefined, { id, externalId, objectType, fields }: Row): Row {
  const values = rowsIn(fields).map(({ name, value }) => `${name}: ${textOf(value)}`)
  const summary = [objectType, values.join('; ')].filter(Boolean).join(' with ')
  return item('CRM record', { id: externalId ?? id, summary, source })
}

function textOf(value: Json | undefined): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function event({ sourceEventId, contentId, timestamp, eventType, eventName, reportingSystem, contentUrl }: Row): Row {
  return item('engagement event', {
    id: sourceEventId ?? contentId,
    date: timestamp,
    summary: [eventType, eventName].filter(Boolean).join(': '),
    source: reportingSystem,
    url: contentUrl,
  })
}
