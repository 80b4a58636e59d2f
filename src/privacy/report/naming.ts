import { personIn } from '../calls.ts'
import type { Found } from '../find.ts'

/** How a report speaks of people other than the one who asks. */
export interface Naming {
  /** Everybody else in a call. */
  readonly people: (names: readonly string[]) => string | readonly string[]
  readonly host: (name: string) => string
  /** An e-mail address that may be somebody else's. */
  readonly address: (text: string) => string
}

/** Names of others stand in the report, their addresses and numbers as far as Gong's own answer has them. */
const named: Naming = {
  people: (names) => names.map(named.host),
  host: (name) => (/@|^\+?\d[\d\s()./-]*$/.test(name) ? 'somebody without a name' : name),
  address: (text) => text,
}

/** Only how many others there were, and the company or provider that an address belongs to. */
function withheld(found: Found): Naming {
  const isAskedAbout = personIn(found)
  return {
    people: ({ length }) => (length === 1 ? '1 person' : `${length} people`),
    host: () => 'name withheld',
    address: (text) => (isAskedAbout({ emailAddress: text }) ? text : hidden(text)),
  }
}

function hidden(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? 'withheld' : `somebody at ${address.slice(at + 1)}`
}

/** @param nameOthers whether the rights of the others have been looked at (GDPR, article 15, paragraph 4) */
export function namingFor(found: Found, nameOthers: boolean): Naming {
  return nameOthers ? named : withheld(found)
}
