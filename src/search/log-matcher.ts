import { isRow, type Json, type Row } from '../lib/rows.ts'
import { kebab } from '../lib/spelling.ts'

/** What entries of an audit log are found by; a list that is empty or absent finds all. */
export interface LogFilter {
  /** Ids of calls. */
  readonly call?: readonly string[] | undefined
  /** Ids of users: who acted, also in another's name. */
  readonly user?: readonly string[] | undefined
  /** Events, in Gong's spelling or as words with hyphens. */
  readonly event?: readonly string[] | undefined
}

/** Whether an entry is what is looked for. */
export function logMatcher({ call = [], user = [], event = [] }: LogFilter): (entry: Row) => boolean {
  const events = new Set(event.map(kebab))
  return (entry) =>
    (user.length === 0 || [entry.userId, entry.impersonatorUserId].some((id) => user.includes(String(id)))) &&
    (call.length === 0 || textsWithin(entry.logRecord).some((text) => call.includes(text))) &&
    (events.size === 0 || eventsOf(entry).some((name) => events.has(kebab(name))))
}

/** What an entry says happened. Each log has fields of its own, and Gong lists them nowhere. */
export function eventsOf({ logRecord }: Row): readonly string[] {
  return Object.entries(isRow(logRecord) ? logRecord : {}).flatMap(([name, value]) =>
    /event|action|type/i.test(name) && typeof value === 'string' ? [value] : [],
  )
}

/** Every text and number of a record, at whatever depth. */
function textsWithin(value: Json | undefined): readonly string[] {
  if (value === undefined || value === null) return []
  return typeof value === 'object' ? Object.values(value).flatMap(textsWithin) : [String(value)]
}
