/** A phone number, without its notation. */
export interface PhoneNumber {
  /** Without a trunk prefix or an exit code. */
  readonly digits: string
  readonly hasCountryCode: boolean
}

/** Fewer digits are a part of a number, a year or a price. */
const MIN_DIGITS = 7

/** Reads `+44 (0)20 7946-0912`, `0044…`, `tel:+44…` or `020 7946 0912`; `undefined` for anything else. */
export function parsePhone(text: string): PhoneNumber | undefined {
  const written = text
    .trim()
    .replace(/^tel:/i, '')
    .replace(/^00(?=[1-9])/, '+')
    .replace('(0)', '')
  if (!/^\+?[\d\s()./\p{Pd}]+$/u.test(written)) return undefined
  const digits = written.replace(/\D/g, '').replace(/^0+/, '')
  return digits.length < MIN_DIGITS ? undefined : { digits, hasCountryCode: written.startsWith('+') }
}

/** Whether both are the same number; one without a country code is compared by its last digits. */
export function isSamePhone(one: PhoneNumber, other: PhoneNumber): boolean {
  if (one.hasCountryCode && other.hasCountryCode) return one.digits === other.digits
  return one.digits.endsWith(other.digits) || other.digits.endsWith(one.digits)
}
