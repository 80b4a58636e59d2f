import { oneLine } from '../output/clean.ts'
import { isRow, type Json, type Row, rowsIn } from '../rows.ts'

/** Who speaks: what a reader calls them, and what Gong knows of them. */
export interface Speaker {
  readonly name: string
  readonly party?: Row
}

/**
 * What to call a party: name, else e-mail address, else telephone number, all of which Gong leaves out when it does not
 * know them (field note "What real answers look like").
 */
function nameOf(party: Row): string | undefined {
  return [party.name, party.emailAddress, party.phoneNumber].map(text).find((found) => found !== '')
}

/**
 * Names the speakers of one call. A speakerId belongs to this call alone (field notes), so the parties must be its own;
 * numbers follow the order of speaking.
 *
 * @param transcript the monologues of getCallTranscripts
 * @param parties of listCallsExtensive
 */
export function speakersOf(transcript: Json | undefined, parties: readonly Row[]): (speakerId: Json) => Speaker {
  const known = new Map(parties.filter(hasSpoken).map((party) => [party.speakerId, party]))
  const order = [...new Set(rowsIn(transcript).map(({ speakerId = null }) => speakerId))]
  return (speakerId) => {
    const party = known.get(speakerId)
    const number = order.indexOf(speakerId) + 1
    if (party === undefined) return { name: `Speaker ${number}` }
    return { name: nameOf(party) ?? `Unknown speaker ${number}`, party }
  }
}

/** Of those who did not speak the speakerId is null, as it is of a monologue that nobody could be told for. */
function hasSpoken({ speakerId }: Row): boolean {
  return typeof speakerId === 'string'
}

/** Parties in groups: those of the company first, then one group for each domain, then who is known by nothing. */
export function grouped(parties: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>([['Internal', []]])
  for (const party of parties) {
    const name = groupOf(party)
    groups.set(name, [...(groups.get(name) ?? []), party])
  }
  return new Map([...groups].filter(([, members]) => members.length > 0))
}

function groupOf(party: Row): string {
  const affiliation = text(party.affiliation) || 'Unknown'
  const domain = text(party.emailAddress).split('@')[1] ?? ''
  return affiliation === 'Internal' || domain === '' ? affiliation : `${affiliation}: ${domain.toLowerCase()}`
}

/** A party in one line: `Jane Doe, Head of Sales, jane@customer.example`. */
export function describe(party: Row): string {
  const known = [party.name, party.title, party.emailAddress, party.phoneNumber].map(text)
  return known.filter(Boolean).join(', ') || 'unknown'
}

/** On one line, without what a terminal or a reader could stumble over; empty for what is absent. */
export function text(value: Json | undefined): string {
  return typeof value === 'string' ? oneLine(value).replace(/\s+/g, ' ').trim() : ''
}

/** The object under a name; an empty one where there is none. */
export function inner(row: Row, name: string): Row {
  const value = row[name]
  return isRow(value) ? value : {}
}
