import type { LineValues } from '../../src/bulk/plan-each.ts'
import { type Party, readParty } from '../../src/calls/party.ts'
import { toEmail } from '../../src/lib/email.ts'
import { Failure } from '../../src/lib/errors.ts'

const NUMBERED = ['party1', 'party2', 'party3', 'party4', 'party5', 'party6', 'party7', 'party8', 'party9'] as const
const WHO = ['customer', 'internal', ...NUMBERED] as const
const PARTS = ['name', 'email', 'phone', 'user', 'channel'] as const

const NOTATION = {
  kind: 'text',
  repeat: true,
  help: 'somebody who took part, as --party says it',
} as const

/** A column for each of those who took part in the notation of --party, or one for each thing known of them. */
export const PARTY_FIELDS = {
  party: { ...NOTATION, many: true },
  ...Object.fromEntries(NUMBERED.map((who) => [who, NOTATION])),
  ...Object.fromEntries(WHO.flatMap((who) => PARTS.map((part) => [`${who}${capital(part)}`, fieldsOfPart(who, part)]))),
} as const

function fieldsOfPart(who: string, part: (typeof PARTS)[number]) {
  const help = `${part} of somebody who took part`
  switch (part) {
    case 'email':
      return { kind: 'email', help, headings: [`${who} email address`] } as const
    case 'phone':
      return { kind: 'phone', help, headings: [`${who} phone number`] } as const
    case 'channel':
      return { kind: 'count', max: 1, help } as const
    case 'name':
      return { kind: 'text', help, headings: who === 'customer' ? [who] : [] } as const
    case 'user':
      return { kind: 'text', help, headings: [`${who} user id`] } as const
  }
}

function capital(part: string): string {
  return `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`
}

/** Whether a line says of anybody besides the host. */
export function hasParty(values: LineValues): boolean {
  return Object.keys(PARTY_FIELDS).some((name) => values[name] !== undefined)
}

/**
 * Those who took part in a call.
 *
 * @param toPhone makes E.164 of any notation
 * @throws Failure `usage` for one that cannot be read, or for none
 */
export function partiesOfLine(values: LineValues, toPhone: (text: string) => string): readonly Party[] {
  const texts = ['party', ...NUMBERED].flatMap((name) => values[name] ?? []).map(String)
  const typed = texts.map((text) => checked(readParty('party', text), toPhone))
  const named = WHO.flatMap((who): Party[] => {
    const known = PARTS.flatMap((part) => {
      const value = values[`${who}${capital(part)}`]
      return value === undefined ? [] : [[part, String(value)] as const]
    })
    return known.some(([part]) => part !== 'channel') ? [Object.fromEntries(known)] : []
  })
  return [...typed, ...named]
}

/** The users who took part in a call, and the field that names each. */
export function usersOfLine(
  values: LineValues,
): readonly { readonly field: string; readonly user?: string | undefined }[] {
  const typed = ['party', ...NUMBERED].flatMap((field) =>
    [values[field] ?? []].flat().map((text) => ({ field, user: readParty('party', String(text)).user })),
  )
  const named = WHO.map((who) => {
    const [field, user] = [`${who}User`, values[`${who}User`]]
    return { field, user: user === undefined ? undefined : String(user) }
  })
  return [...typed, ...named]
}

function checked(party: Party, toPhone: (text: string) => string): Party {
  const { phone, email } = party
  return {
    ...party,
    ...(phone !== undefined && { phone: toPhone(phone) }),
    ...(email !== undefined && { email: toEmail('party email', email) }),
  }
}

/** Refuses headings that look like those of a party, and would be left out. @throws Failure `usage` */
export function checkPartyHeadings(header: readonly string[]): void {
  const beyond = header.find((heading) => /^\s*part(y|icipant)[\s_-]*([1-9]\d+|0)/i.test(heading))
  if (beyond !== undefined)
    throw new Failure('usage', `column "${beyond}": parties have the numbers 1 to 9`, {
      hint: 'put more of them into one column party: name=Jo,phone=+44 20 7946 0912; name=Al,email=al@customer.example',
    })
}
