/** What --redact takes out. */
export type Redactable = 'emails' | 'phones'

/** Addresses, also in links, where @ is %40. Bounded, so that no text takes long to look through. */
const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}(?:@|%40)(?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}]{2,24}/giu

/**
 * Numbers with a plus, and those in groups as they are dictated. Ids are bare digits, and days and times have a shape of their
 * own: neither is a phone number.
 */
const INTERNATIONAL = /(?:\+|%2B)\d[\d\s().-]{5,18}\d/gi
const IN_GROUPS = /(?<![\w.:/-])(?:\(\d{2,5}\)\s?|\d{2,5}[\s.-])\d{2,4}[\s.-]\d{2,5}(?:[\s.-]\d{2,5})?(?![\w:-])/g
const DAY = /^(?:\d{4}-\d\d-\d\d|\d\d[.-]\d\d[.-]\d{4})$/

/** A function that replaces what is named with `[email]` and `[phone]`. */
export function redactor(what: readonly Redactable[]): (text: string) => string {
  const emails = what.includes('emails')
  const phones = what.includes('phones')
  return (text) => {
    const kept = emails ? text.replace(EMAIL, '[email]') : text
    if (!phones) return kept
    return kept.replace(INTERNATIONAL, '[phone]').replace(IN_GROUPS, (found) => (DAY.test(found) ? found : '[phone]'))
  }
}
