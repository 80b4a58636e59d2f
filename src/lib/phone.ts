import { Failure } from './errors.ts'

const WRONG: { readonly [reason: string]: string } = {
  INVALID_COUNTRY: 'has no country code: write + and the code first',
  NOT_A_NUMBER: 'is not a phone number',
  TOO_SHORT: 'is too short for a phone number',
  TOO_LONG: 'is too long for a phone number',
  INVALID_LENGTH: 'has a length that no number of its country has',
}
const EXAMPLE = 'write it as +442079460912 or "+44 20 7946 0912"'

/**
 * A phone number in any notation as E.164, the one that Gong can be asked for: `+44 (0)20 7946-0912`, `tel:+44…` and
 * `0044…` become `+442079460912`. What dials is what counts, so an extension is refused instead of dropped.
 *
 * @param said the flag or argument
 * @throws Failure `usage` that tells what is wrong with the number
 */
export async function toPhone(said: string, text: string): Promise<string> {
  const { ParseError, parsePhoneNumberWithError, validatePhoneNumberLength } = await import('libphonenumber-js/min')
  const dialled = text
    .trim()
    .replace(/^tel:/i, '')
    .replace(/^00(?=[1-9])/, '+')
  const refused = (reason: string) => new Failure('usage', `${said}: "${text}" ${reason}`, { hint: EXAMPLE })
  try {
    const { number, ext } = parsePhoneNumberWithError(dialled, { extract: false })
    if (ext !== undefined) throw refused('has an extension, which cannot be looked for: leave it away')
    const length = validatePhoneNumberLength(dialled)
    if (length !== undefined) throw refused(WRONG[length] ?? 'is not a phone number')
    return number
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    const hasCode = error.message === 'INVALID_COUNTRY' && dialled.startsWith('+')
    throw refused(
      hasCode ? 'has a country code that no country has' : (WRONG[error.message] ?? 'is not a phone number'),
    )
  }
}
