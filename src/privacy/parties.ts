import { type Json, type Row, textsIn } from '../lib/rows.ts'
import { speakerIdOf } from '../transcripts/speakers.ts'
import type { Findings } from './findings.ts'

/** Which parties of calls are the person of a lookup, and which speakers. */
export interface PartyMatcher {
  readonly isPerson: (party: Row) => boolean
  /** The speakerIds among the parties of one call that are the person's and nobody else's. */
  readonly speakersIn: (parties: readonly Row[]) => readonly string[]
}

export function partyMatcher(found: Findings): PartyMatcher {
  const isPerson = isPersonOf(found)
  return { isPerson, speakersIn: speakersOf(found, isPerson) }
}

/** Where a number has several addresses, each may be somebody else's. */
function isPersonOf({ value, answer }: Findings): (party: Row) => boolean {
  const addresses = textsIn(answer.emailAddresses)
  const theirs = [value, ...textsIn(answer.matchingPhoneNumbers), ...(addresses.length === 1 ? addresses : [])].map(
    normalize,
  )
  return ({ emailAddress, phoneNumber }) => [emailAddress, phoneNumber].some((text) => theirs.includes(normalize(text)))
}

/**
 * The person may be listed twice. What is said by a number that may be shared counts for nobody: one with several
 * addresses, one of a party with another address, or one under which two names are listed.
 */
function speakersOf({ value, answer }: Findings, isPerson: PartyMatcher['isPerson']): PartyMatcher['speakersIn'] {
  const byNumber = !value.includes('@')
  const addresses = textsIn(answer.emailAddresses)
  const isSure = (party: Row) =>
    isPerson(party) &&
    !(byNumber && normalize(party.emailAddress) !== '' && !addresses.some(sameAs(party.emailAddress)))
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
  return (other) => normalize(other) === normalize(address)
}

/** Addresses in lower case; numbers without the signs between their digits, which Gong keeps. */
function normalize(text: Json | undefined): string {
  if (typeof text !== 'string') return ''
  return text.includes('@') ? text.trim().toLowerCase() : text.replace(/[^+\d]/g, '')
}
