import { type Json, type Row, rowsIn, textsIn } from '../../lib/rows.ts'
import { type Column, clock } from '../../output/columns.ts'
import type { Appearance } from '../calls.ts'
import type { Found } from '../find.ts'
import type { Asked, Source } from './listening.ts'
import type { Naming } from './naming.ts'
import { type Said, sentencesIn } from './sentences.ts'
import { TEXTS } from './texts.ts'

/** One sort of data in a report. */
export interface Part {
  readonly name: string
  readonly heading: string
  /** What it is and where its limits are, in plain words. */
  readonly explained: string
  readonly columns: readonly Titled[]
  readonly rows: readonly Row[]
  /** Absent where the answer has no such list, which is not the same as none. */
  readonly count?: number
  readonly sources: readonly Source[]
}

interface Titled {
  readonly heading: string
  readonly column: Column
  /** The field with the address that the text leads to. */
  readonly link?: string
  /** The field that stands in where there is no value. */
  readonly else?: string
}

/** `count` where it is not the number of rows. */
export type Made = Pick<Part, 'columns' | 'rows' | 'count'>

/**
 * Everything that was found, sort by sort; the numbers only where a number was asked for.
 *
 * @param said absent where the key may not read it
 * @param zone IANA name
 */
export function partsOf(
  found: Found,
  calls: readonly Appearance[],
  said: Said | undefined,
  { naming, asked, zone }: { readonly naming: Naming; readonly asked: Asked; readonly zone: string },
): readonly Part[] {
  const { held } = found
  const made: { readonly [name: string]: Made } = {
    ...('suppliedPhoneNumber' in held && { numbers: numbers(held, naming) }),
    calls: callsIn(calls, naming),
    ...(said !== undefined && { sentences: sentencesIn(calls, said, zone) }),
    emails: emails(held, naming),
    meetings: {
      columns: [titled('Id in the calendar', 'id')],
      rows: rowsIn(held.meetings).map(({ id = null }) => ({ id })),
    },
    customerData: records(held),
    customerEngagement: events(held),
  }
  return Object.entries(made).map(([name, part]) => ({
    name,
    heading: TEXTS[name]?.heading ?? name,
    explained: TEXTS[name]?.explained ?? '',
    sources: sourcesOf(name, asked),
    ...(Array.isArray(held[name]) && { count: part.rows.length }),
    ...part,
  }))
}

/** The list of calls stands in the lookup, and their context in answers of its own. */
function sourcesOf(name: string, { lookup, calls, sentences }: Asked): readonly Source[] {
  if (name === 'sentences') return sentences
  return name === 'calls' ? [...lookup, ...calls] : lookup
}

export function titled(heading: string, column: Column, link?: string): Titled {
  return { heading, column, ...(link !== undefined && { link }) }
}

function numbers(held: Row, naming: Naming): Made {
  const row = (role: string, value: string): Row => ({ role, value })
  return {
    columns: [titled('What', 'role'), titled('Value', plain('value'))],
    rows: [
      row('searched for', String(held.suppliedPhoneNumber)),
      ...textsIn(held.matchingPhoneNumbers).map((value) => row('number that matches', value)),
      ...textsIn(held.emailAddresses).map((value) => row('address that goes with it', naming.address(value))),
    ],
  }
}

function callsIn(calls: readonly Appearance[], naming: Naming): Made {
  return {
    columns: [
      titled('Started', 'started'),
      titled('Title', plain('title')),
      titled('Host', plain('host')),
      titled('Length', clock('duration')),
      titled('Other participants', 'others'),
      titled('Id', plain('id')),
    ],
    rows: calls.map(({ id, started = null, title = null, host, duration = null, others }) => ({
      id,
      started,
      title,
      host: host === undefined ? null : naming.host(host),
      duration,
      // Without a start Gong told nothing of this call, also not that nobody else was in it.
      others: started === null && others.length === 0 ? null : naming.people(besides(others, host)),
    })),
  }
}

/** The host, who has a column of his own, is not counted among the others once more. */
function besides(others: readonly string[], host: string | undefined): readonly string[] {
  const at = host === undefined ? -1 : others.indexOf(host)
  return at < 0 ? others : others.toSpliced(at, 1)
}

function emails({ emails }: Row, naming: Naming): Made {
  const address = (value: Json | undefined) => (typeof value === 'string' ? naming.address(value) : null)
  return {
    columns: [
      titled('Sent', 'sentTime'),
      titled('From', plain('from')),
      titled('Mailbox', plain('mailbox')),
      titled('Id', plain('id')),
    ],
    rows: rowsIn(emails).map(({ sentTime = null, from, mailbox, id = null }) => ({
      sentTime,
      from: address(from),
      mailbox: address(mailbox),
      id,
    })),
  }
}

function records({ customerData }: Row): Made {
  return {
    columns: [
      titled('System', plain('system')),
      titled('Type', plain('objectType')),
      titled('Id in the CRM', plain('externalId')),
      titled('Values that Gong names', { path: 'fields', show: valuesIn }),
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

function valuesIn(fields: Json): string {
  const words = (value: Json | undefined) => (typeof value === 'object' ? JSON.stringify(value) : String(value))
  return rowsIn(fields)
    .map(({ name, value }) => `${name}: ${words(value)}`)
    .join('; ')
}

function events({ customerEngagement }: Row): Made {
  const names = ['timestamp', 'eventType', 'eventName', 'reportingSystem', 'contentUrl', 'sourceEventId'] as const
  return {
    columns: [
      titled('When', 'timestamp'),
      titled('Event', plain('eventType')),
      titled('Name', plain('eventName')),
      titled('Reported by', plain('reportingSystem')),
      titled('Content', plain('contentUrl'), 'contentUrl'),
      titled('Id there', plain('sourceEventId')),
    ],
    rows: rowsIn(customerEngagement).map((event) =>
      Object.fromEntries(names.map((name) => [name, event[name] ?? null])),
    ),
  }
}

/** A column whose texts stand as they are, also where one looks like a time. */
export function plain(path: string): Column {
  return { path, show: String, wrap: true }
}
