import { isRow, type Json, type Row, rowsIn } from '../lib/rows.ts'
import { oneLine } from '../lib/terminal-text.ts'

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
  return [party.name, party.emailAddress, party.phoneNumber].map(cleanText).find((found) => found !== '')
}

/**
 * Names the speakers of one call. A speakerId belongs to this call alone (field note "What real answers look like"),
 * so the parties must be its own;
 * numbers follow the order of speaking. An id that two parties share identifies neither.
 *
 * @param transcript the monologues of getCallTranscripts
 * @param parties of listCallsExtensive
 */
export function speakersOf(transcript: Json | undefined, parties: readonly Row[]): (speakerId: Json) => Speaker {
  const bySpeakerId = new Map<string, Row | undefined>()
  for (const party of parties) {
    const id = speakerIdOf(party.speakerId)
    if (id !== undefined) bySpeakerId.set(id, bySpeakerId.has(id) ? undefined : party)
  }
  const ids = rowsIn(transcript).map(({ speakerId }) => speakerIdOf(speakerId))
  const order = [...new Set(ids.filter((id) => id !== undefined))]
  return (speakerId) => {
    const id = speakerIdOf(speakerId)
    if (id === undefined) return { name: 'Unknown speaker' }
    const party = bySpeakerId.get(id)
    const number = order.indexOf(id) + 1
    if (party === undefined) return { name: `Speaker ${number}` }
    return { name: nameOf(party) ?? `Unknown speaker ${number}`, party }
  }
}

/**
 * The id of a speaker as text; `undefined` for nobody. It is null or blank of those who did not speak, and of a monologue
 * whose speaker Gong does not know.
 */
export function speakerIdOf(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** On whose side somebody is: Internal, External or Unknown, as Gong says; undefined where it does not. */
export function sideOf({ party }: Speaker): string | undefined {
  return cleanText(party?.affiliation) || undefined
}

/** Parties in groups: those of the company first, then one group for each domain, then who is known by nothing. */
export function groupParties(parties: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>([['Internal', []]])
  for (const party of parties) {
    const name = groupOf(party)
    groups.set(name, [...(groups.get(name) ?? []), party])
  }
  return new Map([...groups].filter(([, members]) => members.length > 0))
}

function groupOf(party: Row): string {
  const affiliation = cleanText(party.affiliation) || 'Unknown'
  const domain = cleanText(party.emailAddress).split('@')[1] ?? ''
  return affiliation === 'Internal' || domain === '' ? affiliation : `${affiliation}: ${domain.toLowerCase()}`
}

/** A party in one line: `Jane Doe, Head of Sales, jane@customer.example`. */
export function describeParty(party: Row): string {
  const texts = [party.name, party.title, party.emailAddress, party.phoneNumber].map(cleanText)
  return texts.filter(Boolean).join(', ') || 'unknown'
}

/** On one line, without what a terminal or a reader could stumble over; empty for what is absent. */
export function cleanText(value: Json | undefined): string {
  return typeof value === 'string' ? oneLine(value).replace(/\s+/g, ' ').trim() : ''
}

/** The object under a name; an empty one where there is none. */
export function objectAt(row: Row, name: string): Row {
  const value = row[name]
  return isRow(value) ? value : {}
}
