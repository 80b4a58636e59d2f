import { parse } from '../catalogue/kinds.ts'
import { Failure } from './errors.ts'
import { toPhone } from './phone.ts'

/** One person, as a privacy request names them; the number is E.164. */
export type Contact = { readonly email: string } | { readonly phone: string }

const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?$/u
const LONGEST = 254

/**
 * An e-mail address, checked beyond its `@`: Gong answers a misspelt one like one that it does not know.
 *
 * @param said the flag or argument
 * @throws Failure `usage` that tells what is wrong with the address
 */
export function toEmail(said: string, text: string): string {
  const address = String(parse(said, { kind: 'email' }, text.trim()))
  const [name = '', domain = ''] = splitAt(address, address.lastIndexOf('@'))
  const refused = (reason: string) => new Failure('usage', `${said}: "${text}" ${reason}`)
  if (address.length > LONGEST) throw refused(`is longer than the ${LONGEST} characters of an e-mail address`)
  if (/[,;:()[\]\\]/.test(name) || name.startsWith('.') || name.endsWith('.') || name.includes('..'))
    throw refused('is not one e-mail address: look at what stands before the last @')
  const wrong = domain.split('.').find((label) => !LABEL.test(label))
  if (wrong !== undefined) throw refused(`is not an e-mail address: its domain cannot hold "${wrong || '..'}"`)
  return address
}

/** The address in `mailto:a@b?subject=…`, `<a@b>` and `Anna <a@b>`, as mail programs copy it; anything else as it is. */
function bare(text: string): string {
  const inBrackets = /^[^<>@]*<([^<>\s]+)>$/.exec(text.trim())?.[1] ?? text.trim()
  return /^mailto:/i.test(inBrackets) ? inBrackets.slice('mailto:'.length).replace(/\?.*$/, '') : inBrackets
}

/**
 * Either of the two ways to name a person.
 *
 * @param said the flag or argument
 * @throws Failure `usage` when it is neither
 */
export async function toContact(said: string, text: string): Promise<Contact> {
  if (text.includes('@')) return { email: toEmail(said, bare(text)) }
  if (/\d/.test(text)) return { phone: await toPhone(said, text) }
  throw new Failure('usage', `${said}: "${text}" is neither an e-mail address nor a phone number`)
}

function splitAt(text: string, at: number): [string, string] {
  return [text.slice(0, at), text.slice(at + 1)]
}
