import type { Row } from '../../lib/rows.ts'
import { rememberFor } from '../remember.ts'
import { SeededRandom } from '../seeded-random.ts'
import type { AccountContact } from './accounts.ts'
import type { SandboxCall } from './call.ts'
import type { User } from './users.ts'

/** Somebody in a call. `id` and `speakerId` belong to this call alone (field note "What real answers look like"). */
export interface CallParty {
  readonly id: string
  readonly side: 'seller' | 'buyer'
  /** Null for a party who did not speak. */
  readonly speakerId: string | null
  /** What the others say to them. */
  readonly first: string
  /** The Gong user, where Gong knows that it is one. */
  readonly userId?: string
  /** As Gong answers it, without CRM context. */
  readonly row: Row
}

/**
 * Who took part, with the oddities of real answers (field note "What real answers look like"): the host is missing from 2
 * in 100 calls, a colleague has no userId in 2 of 100, 1 e-mail is listed twice in 3 of 100 calls, 7 in 100 calls have a
 * dial-in with nothing but a phone. Of the buyers 3 in 100 have no name, 8 no e-mail, 40 no title, 75 no phone; a quarter
 * of the extra people is silent.
 */
export const partiesOf = rememberFor((call: SandboxCall, users: readonly User[]): readonly CallParty[] => {
  const random = new SeededRandom(call.seed, 'parties', call.index)
  const hostIsMissing = random.bool(0.02)
  const others = random.shuffled(users.filter(({ id, active }) => active && id !== call.host.id))
  const colleagues = others.slice(0, hostIsMissing ? 2 : call.kind === 'team' ? random.int(1, 4) : random.int(0, 2))
  const sellers = [...(hostIsMissing ? [] : [call.host]), ...colleagues]
  const ours = sellers.map((user, index) => seller(random, user, index === 0 || (call.kind === 'team' && index === 1)))
  return call.kind === 'team' ? ours : [...ours, ...buyers(random, call)]
})

function buyers(random: SeededRandom, call: SandboxCall): CallParty[] {
  const invited = random.shuffled(call.account.people).slice(0, random.int(1, 4))
  const buyers = invited.map((contact, index) => buyer(random, contact, index === 0))
  const [twice] = invited
  if (twice && random.bool(0.03)) buyers.push(buyer(random, twice, false, { speaks: false, complete: true }))
  if (random.bool(0.07)) buyers.push(dialIn(random))
  return buyers
}

function seller(random: SeededRandom, user: User, speaks: boolean): CallParty {
  const id = random.digits(random.int(17, 19))
  const speakerId = speaking(random, speaks || random.bool(0.75))
  const isIdentified = !random.bool(0.02)
  const row = {
    id,
    emailAddress: user.email,
    name: user.name,
    ...(!random.bool(0.1) && { title: user.title }),
    ...(isIdentified && { userId: user.id }),
    speakerId,
    affiliation: 'Internal',
    ...(random.bool(0.1) && { phoneNumber: '+1 202-555-0100' }),
    methods: methods(random),
  }
  return { id, side: 'seller', speakerId, first: user.first, ...(isIdentified && { userId: user.id }), row }
}

function buyer(
  random: SeededRandom,
  contact: AccountContact,
  must: boolean,
  { speaks = must || random.bool(0.75), complete = false } = {},
): CallParty {
  const id = random.digits(random.int(17, 19))
  const speakerId = speaking(random, speaks)
  const named = complete || !random.bool(0.03)
  const row = {
    id,
    ...((complete || !random.bool(0.08)) && { emailAddress: contact.email }),
    ...(named && { name: contact.name }),
    ...(!random.bool(0.4) && { title: contact.title }),
    speakerId,
    affiliation: 'External',
    ...(random.bool(0.25) && { phoneNumber: contact.phone }),
    methods: methods(random),
  }
  return { id, side: 'buyer', speakerId, first: named ? contact.first : 'everyone', row }
}

function dialIn(random: SeededRandom): CallParty {
  const id = random.digits(random.int(17, 19))
  const speakerId = speaking(random, random.bool(0.8))
  const phoneNumber = `+1 202-555-01${random.digits(2)}`
  const row = { id, speakerId, affiliation: 'Unknown', phoneNumber, methods: ['Attendee'] }
  return { id, side: 'buyer', speakerId, first: 'everyone', row }
}

function speaking(random: SeededRandom, speaks: boolean): string | null {
  return speaks ? random.digits(random.int(17, 19)) : null
}

function methods(random: SeededRandom): readonly string[] {
  return random.pick([['Invitee'], ['Attendee'], ['Invitee', 'Attendee'], ['Invitee', 'Attendee']])
}
