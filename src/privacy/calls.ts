import type { Gong } from '../api/client.ts'
import { setAt } from '../api/request.ts'
import { calls } from '../catalogue/calls.ts'
import { isRow, type Json, type Row, rowsIn, textsIn } from '../lib/rows.ts'
import { speakerIdOf } from '../transcripts/speakers.ts'
import type { Found } from './find.ts'

/** A call in which a person appears, as far as it helps to decide about it. */
export interface Appearance {
  readonly id: string
  readonly title?: string
  /** As Gong gives it, with its offset. */
  readonly started?: string
  /** Seconds. */
  readonly duration?: number
  readonly url?: string
  readonly host?: string
  /** Everybody else in it, as they can best be named. */
  readonly others: readonly string[]
  /** The speakerIds of this one call that are the person's and nobody else's; empty also where that cannot be told. */
  readonly speakers: readonly string[]
}

/** How many ids Gong takes at once. */
const { max: BATCH } = calls.details.params.call

const WITH_PARTIES = setAt({}, 'contentSelector.exposedFields.parties', true)

/**
 * Asks for the context of the calls that a lookup found, a request for each 100 of them. A call that Gong no longer
 * details has only its id, and nobody in it.
 *
 * @returns in the order in which the lookup tells the calls
 * @throws Failure `auth` when the key may look people up but not read calls, and whatever else a request can end with
 */
export async function appearances(gong: Gong, found: Found): Promise<readonly Appearance[]> {
  const ids = rowsIn(found.held.calls).map(({ id }) => (typeof id === 'string' ? id : ''))
  const asked = ids.filter((id) => id !== '')
  const person = { isAskedAbout: personIn(found), speakersIn: speakersIn(found) }
  const known = new Map<string, Appearance>()
  for (let start = 0; start < asked.length; start += BATCH) {
    const call = asked.slice(start, start + BATCH)
    for await (const row of gong.rows(calls.details, { call }, { body: WITH_PARTIES })) {
      const { id } = isRow(row.metaData) ? row.metaData : {}
      known.set(String(id), appearance(String(id), row, person))
    }
  }
  return ids.map((id) => known.get(id) ?? { id, others: [], speakers: [] })
}

interface Sought {
  readonly isAskedAbout: (party: Row) => boolean
  readonly speakersIn: (parties: readonly Row[]) => readonly string[]
}

function appearance(id: string, { metaData, parties }: Row, { isAskedAbout, speakersIn }: Sought): Appearance {
  const { title, started, duration, url, primaryUserId } = isRow(metaData) ? metaData : {}
  const present = rowsIn(parties)
  const host = present.find(({ userId }) => userId !== undefined && userId === primaryUserId)
  return {
    id,
    ...(typeof title === 'string' && { title }),
    ...(typeof started === 'string' && { started }),
    ...(typeof duration === 'number' && { duration }),
    ...(typeof url === 'string' && { url }),
    ...(typeof primaryUserId === 'string' && { host: host ? nameOf(host) : primaryUserId }),
    others: present.filter((party) => !isAskedAbout(party)).map(nameOf),
    speakers: speakersIn(present),
  }
}

/** Dial-ins have neither a name nor an address (field note "What real answers look like"). */
function nameOf({ name, emailAddress, phoneNumber }: Row): string {
  const known = [name, emailAddress, phoneNumber].find((text) => typeof text === 'string' && text.trim() !== '')
  return typeof known === 'string' ? known.trim() : 'somebody unknown'
}

/** Whom a lookup was about, as parties name them. Where a number has several addresses, each may be somebody else's. */
export function personIn({ value, held }: Found): (party: Row) => boolean {
  const addresses = textsIn(held.emailAddresses)
  const theirs = [value, ...textsIn(held.matchingPhoneNumbers), ...(addresses.length === 1 ? addresses : [])].map(key)
  return ({ emailAddress, phoneNumber }) => [emailAddress, phoneNumber].some((text) => theirs.includes(key(text)))
}

/**
 * Which speakers of a call are the person, who may be listed twice. What is said by a number that may be shared counts for
 * nobody: one with several addresses, one of a party with another address, or one under which two names are listed.
 */
function speakersIn(found: Found): (parties: readonly Row[]) => readonly string[] {
  const isAskedAbout = personIn(found)
  const byNumber = !found.value.includes('@')
  const addresses = textsIn(found.held.emailAddresses)
  const isSure = (party: Row) =>
    isAskedAbout(party) && !(byNumber && key(party.emailAddress) !== '' && !addresses.some(sameAs(party.emailAddress)))
  return (parties) => {
    const theirs = parties.filter(isSure)
    const names = new Set(theirs.map(({ name }) => (typeof name === 'string' ? name.trim().toLowerCase() : '')))
    names.delete('')
    if (byNumber && (addresses.length > 1 || names.size > 1)) return []
    const others = new Set(
      parties.filter((party) => !theirs.includes(party)).map(({ speakerId }) => speakerIdOf(speakerId)),
    )
    const ids = theirs.map(({ speakerId }) => speakerIdOf(speakerId)).filter((id) => id !== undefined)
    return [...new Set(ids)].filter((id) => !others.has(id))
  }
}

function sameAs(address: Json | undefined): (other: string) => boolean {
  return (other) => key(other) === key(address)
}

/** Addresses without their case, and numbers without the signs between their digits, which Gong keeps. */
function key(text: Json | undefined): string {
  if (typeof text !== 'string') return ''
  return text.includes('@') ? text.trim().toLowerCase() : text.replace(/[^+\d]/g, '')
}
