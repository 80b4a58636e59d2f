import type { Column } from '../output/columns.ts'
import { type Json, type Row, rowsIn } from '../rows.ts'

/** How each list of a report is read by a person: a few words for each thing instead of its JSON. */
export const BRIEF: readonly Column[] = [
  each('calls', ({ id }) => `${id}`),
  each('emails', ({ sentTime, from, mailbox }) => `${day(sentTime)} from ${from} (mailbox of ${mailbox})`),
  each('meetings', ({ id }) => `${id}`),
  { path: 'customerData', show: (value) => rowsIn(value).flatMap(records).join('; '), wrap: true },
  each('customerEngagement', ({ timestamp, eventType, eventName }) => `${day(timestamp)} ${eventType} ${eventName}`),
]

function each(path: string, line: (row: Row) => string): Column {
  return { path, show: (value) => rowsIn(value).map(line).join('; '), wrap: true }
}

function day(time: Json | undefined): string {
  return String(time).slice(0, 10)
}

function records({ system, objects }: Row): string[] {
  return rowsIn(objects).map(({ objectType, externalId }) => `${system} ${objectType} ${externalId}`)
}
