import { parse } from '../catalogue/kinds.ts'
import { toEmail } from '../lib/email.ts'
import { Failure } from '../lib/errors.ts'
import { toPhone } from '../lib/phone.ts'
import type { Row } from '../lib/rows.ts'

const WORDS = ['name', 'email', 'user', 'phone', 'channel'] as const

/** Somebody who took part in a call, as typed: nothing is looked up yet. */
export type Party = { readonly [W in (typeof WORDS)[number]]?: string }

/**
 * Reads `name=Doe, Jane,email=jane@a.example,channel=0`. A comma parts two values only where another `word=` follows,
 * so that names may hold commas.
 *
 * @throws Failure `usage` for an unknown word, one that comes twice, or an empty value
 */
export function readParty(said: string, text: string): Party {
  const party = new Map<string, string>()
  for (const pair of text.split(/,(?=\s*\w+=)/)) {
    const at = pair.indexOf('=')
    const [word, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    const known = WORDS.some((name) => name === word)
    if (at < 1 || !known) throw refused(said, text, `needs ${WORDS.map((name) => `${name}=…`).join(', ')}`)
    if (value === '') throw refused(said, text, `has nothing after ${word}=`)
    if (party.has(word)) throw refused(said, text, `says ${word}= twice`)
    party.set(word, value)
  }
  return Object.fromEntries(party)
}

/** The party with its phone in E.164 and its e-mail address checked. @throws Failure `usage` for what is neither */
export async function checkedParty(party: Party): Promise<Party> {
  const { phone, email } = party
  return {
    ...party,
    ...(phone !== undefined && { phone: await toPhone('--party phone', phone) }),
    ...(email !== undefined && { email: toEmail('--party email', email) }),
  }
}

/** A party in Gong's words. @param user the id that was looked up; phone and e-mail stand in the party checked */
export function toRow({ name, email, phone, channel }: Party, user: string | undefined): Row {
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { emailAddress: email }),
    ...(user !== undefined && { userId: user }),
    ...(phone !== undefined && { phoneNumber: phone }),
    ...(channel !== undefined && { mediaChannelId: parse('--party channel', { kind: 'count', max: 1 }, channel) }),
  }
}

function refused(said: string, text: string, reason: string): Failure {
  return new Failure('usage', `${said}: "${text}" ${reason}`, {
    hint: `${said} "name=Jane Doe,email=jane@customer.example"`,
  })
}
