import { type Json, type Row, rowsIn, textsIn } from '../lib/rows.ts'

/** What CSV says of each thing that Gong holds: what it is, when it was, whom it touches, where it stands. */
export const THING = ['kind', 'id', 'date', 'summary', 'host', 'others', 'source', 'url'] as const

/**
 * A report taken apart, one record for each thing that was found, whatever its sort: what a spreadsheet can sort, filter
 * and tick off.
 *
 * @param report of `find.ts`
 */
export function things(report: Row): readonly Row[] {
  return [
    ...rowsIn(report.calls).map(call),
    ...rowsIn(report.emails).map(email),
    ...rowsIn(report.meetings).map(({ id }) => thing('meeting', { id })),
    ...rowsIn(report.customerData).flatMap(({ system, objects }) => rowsIn(objects).map((one) => record(system, one))),
    ...rowsIn(report.customerEngagement).map(event),
    ...textsIn(report.matchingPhoneNumbers).map((id) => thing('phone number', { id })),
    ...textsIn(report.emailAddresses).map((id) => thing('e-mail address', { id })),
  ]
}

type Facts = { readonly [F in (typeof THING)[number]]?: Json | undefined }

function thing(kind: string, facts: Facts): Row {
  return Object.fromEntries(THING.map((name) => [name, name === 'kind' ? kind : (facts[name] ?? null)]))
}

function call({ id, started, title, host, participants, url }: Row): Row {
  return thing('call', { id, date: started, summary: title, host, others: participants, url })
}

function email({ id, sentTime, from, mailbox }: Row): Row {
  return thing('e-mail', { id, date: sentTime, summary: `from ${from}`, source: `mailbox of ${mailbox}` })
}

/** Whoever cleans the CRM looks for its id, not for Gong's. */
function record(source: Json | undefined, { id, externalId, objectType, fields }: Row): Row {
  const values = rowsIn(fields).map(({ name, value }) => `${name}: ${words(value)}`)
  const summary = [objectType, values.join('; ')].filter(Boolean).join(' with ')
  return thing('CRM record', { id: externalId ?? id, summary, source })
}

function words(value: Json | undefined): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function event({ sourceEventId, contentId, timestamp, eventType, eventName, reportingSystem, contentUrl }: Row): Row {
  return thing('engagement event', {
    id: sourceEventId ?? contentId,
    date: timestamp,
    summary: [eventType, eventName].filter(Boolean).join(': '),
    source: reportingSystem,
    url: contentUrl,
  })
}
