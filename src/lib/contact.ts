import { toEmail } from './email.ts'
import { Failure } from './errors.ts'
import { toPhone } from './phone.ts'

/** A person, by an e-mail address or an E.164 phone number. */
export type Contact = { readonly email: string } | { readonly phone: string }

/** The address in `mailto:a@b?subject=…`, `<a@b>` and `Anna <a@b>`, which mail programs copy; other text unchanged. */
export function addressIn(text: string): string {
  const inBrackets = /^[^<>@]*<([^<>\s]+)>$/.exec(text.trim())?.[1] ?? text.trim()
  return /^mailto:/i.test(inBrackets) ? inBrackets.slice('mailto:'.length).replace(/\?.*$/, '') : inBrackets
}

/**
 * Parses an e-mail address or a phone number.
 *
 * @param flag or argument that it was typed for
 * @throws Failure `usage` when it is neither
 */
export async function toContact(flag: string, text: string): Promise<Contact> {
  if (text.includes('@')) return { email: toEmail(flag, addressIn(text)) }
  if (/\d/.test(text)) return { phone: await toPhone(flag, text) }
  throw new Failure('usage', `${flag}: "${text}" is neither an e-mail address nor a phone number`)
}
