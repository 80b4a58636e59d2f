import type { Findings } from '../findings.ts'
import { partyMatcher } from '../parties.ts'

/** What a report shows of people other than the one who asks. */
export interface Redaction {
  /** Everybody else in a call. */
  readonly people: (names: readonly string[]) => string | readonly string[]
  readonly host: (name: string) => string
  /** An e-mail address that may be somebody else's. */
  readonly address: (text: string) => string
}

/** @param nameOthers whether the rights of the others have been looked at (GDPR, article 15, paragraph 4) */
export function redactionFor(found: Findings, nameOthers: boolean): Redaction {
  return nameOthers ? NAMED : withheld(found)
}

/** Names, but no address or number in place of a missing name. */
const NAMED: Redaction = {
  people: (names) => names.map(NAMED.host),
  host: (name) => (/@|^\+?\d[\d\s()./-]*$/.test(name) ? 'somebody without a name' : name),
  address: (text) => text,
}

/** Only how many others there were, and the domain of an address. */
function withheld(found: Findings): Redaction {
  const { isPerson } = partyMatcher(found)
  return {
    people: ({ length }) => (length === 1 ? '1 person' : `${length} people`),
    host: () => 'name withheld',
    address: (text) => (isPerson({ emailAddress: text }) ? text : domainOnly(text)),
  }
}

function domainOnly(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? 'withheld' : `somebody at ${address.slice(at + 1)}`
}
