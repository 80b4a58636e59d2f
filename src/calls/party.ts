import { parse } from '../catalogue/kinds.ts'
import { toEmail } from '../lib/email.ts'
import { Failure } from '../lib/errors.ts'
import { toPhone } from '../lib/phone.ts'
import type { Row } from '../lib/rows.ts'

const PARTY_KEYS = ['name', 'email', 'user', 'phone', 'channel'] as const

/** A party of a call, as typed: nothing is looked up yet. */
export type Party = { readonly [W in (typeof PARTY_KEYS)[number]]?: string }

/**
 * Parses `name=Doe, Jane,email=jane@a.example,channel=0`. A comma separates values only before another `key=`, so that names
 * may have commas.
 *
 * @throws Failure `usage` for an unknown key, one that comes twice, or an empty value
 */
export function readParty(flag: string, text: string): Party {
  const party = new Map<string, string>()
  for (const pair of text.split(/,(?=\s*\w+=)/)) {
    const at = pair.indexOf('=')
    const [key, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    const isKey = PARTY_KEYS.some((name) => name === key)
    if (at < 1 || !isKey) throw invalidParty(flag, text, `needs ${PARTY_KEYS.map((name) => `${name}=…`).join(', ')}`)
    if (value === '') throw invalidParty(flag, text, `has nothing after ${key}=`)
    if (party.has(key)) throw invalidParty(flag, text, `says ${key}= twice`)
    party.set(key, value)
  }
  return Object.fromEntries(party)
}

/** The party with its phone number in E.164 and its e-mail address checked. @throws Failure `usage` for an invalid one */
export async function checkedParty(party: Party): Promise<Party> {
  const { phone, email } = party
  return {
    ...party,
    ...(phone !== undefined && { phone: await toPhone('--party phone', phone) }),
    ...(email !== undefined && { email: toEmail('--party email', email) }),
  }
}

/** A party with Gong's field names. @param party from `checkedParty` @param user id that was looked up */
export function partyRow({ name, email, phone, channel }: Party, user: string | undefined): Row {
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { emailAddress: email }),
    ...(user !== undefined && { userId: user }),
    ...(phone !== undefined && { phoneNumber: phone }),
    ...(channel !== undefined && { mediaChannelId: parse('--party channel', { kind: 'count', max: 1 }, channel) }),
  }
}

function invalidParty(flag: string, text: string, reason: string): Failure {
  return new Failure('usage', `${flag}: "${text}" ${reason}`, {
    hint: `${flag} "name=Jane Doe,email=jane@customer.example"`,
  })
}
