const HOUR_MS = 3_600_000
/** Three days: a call that is awaited for two weeks is asked for some seven times. */
const MAX_MS = 72 * HOUR_MS

/**
 * How long something that was asked for in vain is left alone: an hour, three, nine … up to three days, a quarter more or less, so
 * that what came together is not always due together.
 *
 * @param attempts so far, in vain
 * @param random from 0 to 1
 */
export function backOffMs(attempts: number, random: number): number {
  const plainMs = Math.min(MAX_MS, HOUR_MS * 3 ** Math.max(0, attempts - 1))
  return Math.round(plainMs * (0.75 + random / 2))
}
