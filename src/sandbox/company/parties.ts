import type { Row } from '../../lib/rows.ts'
import { Chance } from '../chance.ts'
import type { Contact } from './buyers.ts'
import type { Call } from './call.ts'
import type { User } from './users.ts'

/** Somebody in a call. `id` and `speakerId` belong to this call alone (field note "What real answers look like"). */
export interface Party {
  readonly id: string
  readonly side: 'seller' | 'buyer'
  /** Null for somebody who said nothing. */
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
export function parties(call: Call, users: readonly User[]): readonly Party[] {
  const chance = new Chance(call.seed, 'parties', call.index)
  const hostIsMissing = chance.odds(0.02)
  const others = chance.shuffled(users.filter(({ id, active }) => active && id !== call.host.id))
  const colleagues = others.slice(0, hostIsMissing ? 2 : call.kind === 'team' ? chance.int(1, 4) : chance.int(0, 2))
  const sellers = [...(hostIsMissing ? [] : [call.host]), ...colleagues]
  const ours = sellers.map((user, place) => seller(chance, user, place === 0 || (call.kind === 'team' && place === 1)))
  return call.kind === 'team' ? ours : [...ours, ...buyers(chance, call)]
}

function buyers(chance: Chance, call: Call): Party[] {
  const invited = chance.shuffled(call.account.people).slice(0, chance.int(1, 4))
  const known = invited.map((contact, place) => buyer(chance, contact, place === 0))
  const [twice] = invited
  if (twice && chance.odds(0.03)) known.push(buyer(chance, twice, false, { speaks: false, complete: true }))
  if (chance.odds(0.07)) known.push(dialIn(chance))
  return known
}

function seller(chance: Chance, user: User, speaks: boolean): Party {
  const id = chance.digits(chance.int(17, 19))
  const speakerId = speaking(chance, speaks || chance.odds(0.75))
  const known = !chance.odds(0.02)
  const row = {
    id,
    emailAddress: user.email,
    name: user.name,
    ...(!chance.odds(0.1) && { title: user.title }),
    ...(known && { userId: user.id }),
    speakerId,
    affiliation: 'Internal',
    ...(chance.odds(0.1) && { phoneNumber: '+1 202-555-0100' }),
    methods: methods(chance),
  }
  return { id, side: 'seller', speakerId, first: user.first, ...(known && { userId: user.id }), row }
}

function buyer(
  chance: Chance,
  contact: Contact,
  must: boolean,
  { speaks = must || chance.odds(0.75), complete = false } = {},
): Party {
  const id = chance.digits(chance.int(17, 19))
  const speakerId = speaking(chance, speaks)
  const named = complete || !chance.odds(0.03)
  const row = {
    id,
    ...((complete || !chance.odds(0.08)) && { emailAddress: contact.email }),
    ...(named && { name: contact.name }),
    ...(!chance.odds(0.4) && { title: contact.title }),
    speakerId,
    affiliation: 'External',
    ...(chance.odds(0.25) && { phoneNumber: contact.phone }),
    methods: methods(chance),
  }
  return { id, side: 'buyer', speakerId, first: named ? contact.first : 'everyone', row }
}

function dialIn(chance: Chance): Party {
  const id = chance.digits(chance.int(17, 19))
  const speakerId = speaking(chance, chance.odds(0.8))
  const phoneNumber = `+1 202-555-01${chance.digits(2)}`
  const row = { id, speakerId, affiliation: 'Unknown', phoneNumber, methods: ['Attendee'] }
  return { id, side: 'buyer', speakerId, first: 'everyone', row }
}

function speaking(chance: Chance, speaks: boolean): string | null {
  return speaks ? chance.digits(chance.int(17, 19)) : null
}

function methods(chance: Chance): readonly string[] {
  return chance.pick([['Invitee'], ['Attendee'], ['Invitee', 'Attendee'], ['Invitee', 'Attendee']])
}
