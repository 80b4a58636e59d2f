/** A phone number in whatever notation it was written. */
export interface Phone {
  /** Without the zeros of a trunk or an exit code. */
  readonly digits: string
  /** Whether it says its country. */
  readonly whole: boolean
}

/** Fewer digits are a part of a number, a year or a price. */
const FEWEST = 7

/** Reads `+44 (0)20 7946-0912`, `0044…`, `tel:+44…` or `020 7946 0912`; `undefined` for what is no phone number. */
export function readPhone(text: string): Phone | undefined {
  const written = text
    .trim()
    .replace(/^tel:/i, '')
    .replace(/^00(?=[1-9])/, '+')
    .replace('(0)', '')
  if (!/^\+?[\d\s()./\p{Pd}]+$/u.test(written)) return undefined
  const digits = written.replace(/\D/g, '').replace(/^0+/, '')
  return digits.length < FEWEST ? undefined : { digits, whole: written.startsWith('+') }
}

/** Whether both dial the same: to the last digit, or as far as the one goes that does not say its country. */
export function isSamePhone(one: Phone, other: Phone): boolean {
  if (one.whole && other.whole) return one.digits === other.digits
  return one.digits.endsWith(other.digits) || other.digits.endsWith(one.digits)
}
