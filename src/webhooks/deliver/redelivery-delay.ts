const FIRST_MS = 1000
const MAX_MS = 10 * 60_000

/**
 * How long an event waits that could not be delivered: a second, four, sixteen … up to ten minutes, a quarter more or less, so that
 * what failed together does not come back together.
 *
 * @param attempts so far
 * @param random from 0 to 1
 */
export function redeliveryDelayMs(attempts: number, random: number): number {
  const plainMs = Math.min(MAX_MS, FIRST_MS * 4 ** Math.max(0, attempts - 1))
  return Math.round(plainMs * (0.75 + random / 2))
}
