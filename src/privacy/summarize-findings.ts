import { isRow, type Json, type Row, rowsIn, textsIn } from '../lib/rows.ts'
import { describeCounts } from './describe-counts.ts'

/**
 * Findings as a person reads them: the counts as a sentence, then a line or two for each item. Lists that hold nothing
 * are left to the counts.
 *
 * @param findings of `toFindingsRow`
 */
export function summarizeFindings(findings: Row): readonly Row[] {
  const { value = null, counts, calls, emails, meetings, customerData, customerEngagement, ...numbers } = findings
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
      counts: describeCounts(isRow(counts) ? counts : {}),
      ...Object.fromEntries(shown.map(([name, lines]) => [name, lines.join('\n')])),
      ...numbers,
    },
  ]
}

/** Date and title; below them the id, which other commands take, and the participants. */
function call({ id, started, title, host, participants }: Row): string {
  const others = textsIn(participants).filter((name) => name !== host)
  const who = [
    ...(typeof host === 'string' ? [`hosted by ${host}`] : []),
    ...(others.length > 0 ? [`with ${others.join(', ')}`] : []),
  ]
  if (started === undefined && title === undefined) return `${id}`
  return `${day(started)}  ${oneLine(title) || '(no title)'}\n  ${[`${id}`, ...who].map(oneLine).join(', ')}`
}

/** A line break in a title would make the rest look like another call. */
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
