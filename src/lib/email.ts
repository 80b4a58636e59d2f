import { Failure } from './errors.ts'

/** The form of an e-mail address: something with one `@` and a dot behind it. */
export const EMAIL_PATTERN = '^[^\\s@<>"]+@[^\\s@<>"]+\\.[^\\s@<>"]+$'

const MAX_CHARACTERS = 254

/**
 * An e-mail address, checked beyond its form: Gong answers a misspelt one like one that it does not know.
 *
 * @param flag or argument that it was typed for
 * @throws Failure `usage` that tells what is wrong with the address
 */
export function toEmail(flag: string, text: string): string {
  const address = text.trim()
  const refused = (shown: string, reason: string) => new Failure('usage', `${flag}: "${shown}" ${reason}`)
  if (!new RegExp(EMAIL_PATTERN, 'u').test(address)) throw refused(address, 'is not an e-mail address')
  const at = address.lastIndexOf('@')
  const [name, domain] = [address.slice(0, at), address.slice(at + 1)]
  if (address.length > MAX_CHARACTERS)
    throw refused(text, `is longer than the ${MAX_CHARACTERS} characters of an e-mail address`)
  if (/[,;:()[\]\\]/.test(name) || name.startsWith('.') || name.endsWith('.') || name.includes('..'))
    throw refused(text, 'is not one e-mail address: look at what stands before the last @')
  // No literal: V8 would look up these properties at every start, with the rest of the file.
  const end = ['L', 'N'].map((name) => `\\p{${name}}`).join('')
  const label = new RegExp(`^[${end}]([${end}-]*[${end}])?$`, 'u')
  const wrong = domain.split('.').find((part) => !label.test(part))
  if (wrong !== undefined) throw refused(text, `is not an e-mail address: its domain cannot hold "${wrong || '..'}"`)
  return address
}
