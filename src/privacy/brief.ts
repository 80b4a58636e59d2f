import { isRow, type Json, type Row, rowsIn, textsIn } from '../lib/rows.ts'

const WORDS: { readonly [sort: string]: readonly [one: string, many: string] } = {
  calls: ['call', 'calls'],
  emails: ['e-mail', 'e-mails'],
  meetings: ['meeting', 'meetings'],
  customerData: ['CRM record', 'CRM records'],
  customerEngagement: ['engagement event', 'engagement events'],
}

/** `1 e-mail`, `2 meetings` …: the sorts that there are any of. */
export function amounts(counts: { readonly [sort: string]: Json }): string[] {
  return Object.entries(WORDS)
    .filter(([sort]) => Number(counts[sort] ?? 0) > 0)
    .map(([sort, [one, many]]) => `${counts[sort]} ${counts[sort] === 1 ? one : many}`)
}

/** `7 calls, 1 e-mail, no meetings …`: every sort that is counted. */
export function counted(counts: { readonly [sort: string]: Json }): string {
  return Object.entries(WORDS)
    .filter(([sort]) => counts[sort] !== undefined)
    .map(([sort, [one, many]]) => (counts[sort] === 1 ? `1 ${one}` : `${counts[sort] || 'no'} ${many}`))
    .join(', ')
}

/**
 * A report as a person reads it: the counts as a sentence, then a line or two for each thing. Lists that hold nothing
 * are left to the counts.
 *
 * @param report of `find.ts`
 */
export function inShort(report: Row): readonly Row[] {
  const { value = null, counts, calls, emails, meetings, customerData, customerEngagement, ...numbers } = report
  const lists = {
    calls: rowsIn(calls).map(call),
    emails: rowsIn(emails).map(
      ({ sentTime, from, mailbox }) => `${day(sentTime)}  from ${from}, mailbox of ${mailbox}`,
    ),
    meetings: rowsIn(meetings).map(({ id }) => `${id}`),
    customerData: rowsIn(customerData).flatMap(records),
    customerEngagement: rowsIn(customerEngagement).map(event),
  }
  const shown = Object.entries(lists).filter(([, lines]) => lines.length > 0)
  return [
    {
      value,
      counts: counted(isRow(counts) ? counts : {}),
      ...Object.fromEntries(shown.map(([name, lines]) => [name, lines.join('\n')])),
      ...numbers,
    },
  ]
}

/** When and what; below it the id, which other commands take, and who was there. */
function call({ id, started, title, host, participants }: Row): string {
  const others = textsIn(participants).filter((name) => name !== host)
  const who = [
    ...(typeof host === 'string' ? [`hosted by ${host}`] : []),
    ...(others.length > 0 ? [`with ${others.join(', ')}`] : []),
  ]
  if (started === undefined && title === undefined) return `${id}`
  return `${day(started)}  ${oneLine(title) || '(no title)'}\n  ${[`${id}`, ...who].map(oneLine).join(', ')}`
}

/** What outsiders wrote must not begin a line of its own, which would look like another call. */
function oneLine(text: Json | undefined): string {
  return typeof text === 'string' ? text.replace(/\s+/g, ' ').trim() : ''
}

function records({ system, objects }: Row): string[] {
  return rowsIn(objects).map(({ objectType, externalId }) => `${system} ${objectType} ${externalId}`)
}

function event({ timestamp, eventType, eventName }: Row): string {
  return [day(timestamp), ' ', eventType, eventName].filter((part) => part !== undefined && part !== null).join(' ')
}

function day(time: Json | undefined): string {
  return typeof time === 'string' ? time.slice(0, 10) : '(no date)'
}
