import { Failure } from './errors.ts'
import { once } from './once.ts'

/** The form of an e-mail address: one `@`, and a dot after it. */
export const EMAIL_PATTERN = '^[^\\s@<>"]+@[^\\s@<>"]+\\.[^\\s@<>"]+$'

const MAX_CHARACTERS = 254

const form = once(() => new RegExp(EMAIL_PATTERN, 'u'))
/** A label of a domain. Not a literal, for which V8 would load the Unicode properties at every start. */
const label = once(() => {
  const end = ['L', 'N'].map((name) => `\\p{${name}}`).join('')
  return new RegExp(`^[${end}]([${end}-]*[${end}])?$`, 'u')
})

/**
 * Checks an e-mail address beyond its form, since Gong answers an invalid one as if it only did not know it.
 *
 * @param flag or argument that it was typed for
 * @returns the address without blanks around it
 * @throws Failure `usage` that says what is wrong with the address
 */
export function toEmail(flag: string, text: string): string {
  const address = text.trim()
  const refused = (shown: string, reason: string) => new Failure('usage', `${flag}: "${shown}" ${reason}`)
  if (!form().test(address)) throw refused(address, 'is not an e-mail address')
  const at = address.lastIndexOf('@')
  const [name, domain] = [address.slice(0, at), address.slice(at + 1)]
  if (address.length > MAX_CHARACTERS)
    throw refused(text, `is longer than the ${MAX_CHARACTERS} characters of an e-mail address`)
  if (/[,;:()[\]\\]/.test(name) || name.startsWith('.') || name.endsWith('.') || name.includes('..'))
    throw refused(text, 'is not one e-mail address: look at what stands before the last @')
  const wrong = domain.split('.').find((part) => !label().test(part))
  if (wrong !== undefined) throw refused(text, `is not an e-mail address: its domain cannot hold "${wrong || '..'}"`)
  return address
}
