/** What --redact takes out. */
export type Redactable = 'emails' | 'phones'

/** Addresses, also in links, where @ is %40. Bounded, so that no text takes long to look through. */
const EMAIL = /[\p{L}\p{M}\p{N}._%+'-]{1,64}(?:[@\uff20]|%40)(?:[\p{L}\p{M}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/giu

/**
 * Numbers with a plus, and those in groups as they are dictated. Ids are bare digits, and days and times have a shape of their
 * own: neither is a phone number.
 */
const INTERNATIONAL = /(?:\+|%2B)\d[\d\s()./\p{Pd}]{5,18}\d/giu
const IN_GROUPS =
  /(?<![\w.:/-])(?:(?:\(\d{2,5}\)\s?|\d{2,5}[\s.\p{Pd}])\d{2,4}[\s.\p{Pd}]\d{2,5}(?:[\s.\p{Pd}]\d{2,5})?|\(\d{2,5}\)\s?\d{5,8})(?![\w:-])/gu
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

/** The same value with every text in it redacted, also in names of fields. */
export function redactedValue<T>(value: T, redact: (text: string) => string): T
export function redactedValue(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((one) => redactedValue(one, redact))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [redact(name), redactedValue(one, redact)]))
}

/**
 * The same JSON with every text in it redacted. Not redacted as one text: in `\nanna@example.com` the letter of the escape
 * would pass for one of the address, and hide that a number begins there.
 */
export function redactedJson(json: string, redact: (text: string) => string): string {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return redact(json)
  }
  return JSON.stringify(redactedValue(value, redact))
}
