import type { CountryCode } from 'libphonenumber-js/min'
import { Failure } from './errors.ts'

const REASONS: { readonly [reason: string]: string } = {
  INVALID_COUNTRY: 'has no country code: write + and the code first',
  NOT_A_NUMBER: 'is not a phone number',
  TOO_SHORT: 'is too short for a phone number',
  TOO_LONG: 'is too long for a phone number',
  INVALID_LENGTH: 'has a length that no number of its country has',
}
const EXAMPLE = 'write it as +442079460912 or "+44 20 7946 0912"'

/**
 * Converts a phone number to E.164, which Gong looks up: `+44 (0)20 7946-0912`, `tel:+44…` and `0044…` become
 * `+442079460912`. Refuses an extension, since without it the number is another person's.
 *
 * @param flag or argument that it was typed for
 * @param country of a number without a country code
 * @throws Failure `usage` that says what is wrong with the number
 */
export async function toPhone(flag: string, text: string, country?: CountryCode): Promise<string> {
  return (await loadPhoneReader())(flag, text, country)
}

/** Loads what `toPhone` reads with, for whoever has many numbers. */
export async function loadPhoneReader(): Promise<(flag: string, text: string, country?: CountryCode) => string> {
  const { ParseError, parsePhoneNumberWithError, validatePhoneNumberLength } = await import('libphonenumber-js/min')
  return (flag, text, country) => {
    const dialled = text
      .trim()
      .replace(/^tel:/i, '')
      .replace(/^00(?=[1-9])/, '+')
    const refused = (reason: string) => new Failure('usage', `${flag}: "${text}" ${reason}`, { hint: EXAMPLE })
    try {
      const { number, ext } = parsePhoneNumberWithError(dialled, {
        extract: false,
        ...(country && { defaultCountry: country }),
      })
      if (ext !== undefined) throw refused('has an extension, which cannot be looked for: leave it away')
      const length = validatePhoneNumberLength(dialled, country)
      if (length !== undefined) throw refused(REASONS[length] ?? 'is not a phone number')
      return number
    } catch (error) {
      if (!(error instanceof ParseError)) throw error
      const hasCode = error.message === 'INVALID_COUNTRY' && dialled.startsWith('+')
      throw refused(
        hasCode ? 'has a country code that no country has' : (REASONS[error.message] ?? 'is not a phone number'),
      )
    }
  }
}

/** A country by its two letters. @throws Failure `usage` for one that has no phone numbers */
export async function toCountry(flag: string, text: string): Promise<CountryCode> {
  const { isSupportedCountry } = await import('libphonenumber-js/min')
  const code = text.trim().toUpperCase()
  if (isSupportedCountry(code)) return code
  throw new Failure('usage', `${flag}: "${text}" is not the code of a country`, {
    hint: `${flag} ${code === 'UK' ? 'GB' : 'DE'}, its two letters in ISO 3166`,
  })
}
