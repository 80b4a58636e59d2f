import type { SeededRandom } from '../seeded-random.ts'

/** How many fractional digits an instant has: mostly none or three, and each number from 0 to 6 now and then. */
const DIGITS = [0, 0, 0, 0, 0, 0, 3, 3, 3, 1, 2, 4, 5, 6] as const

/** An instant as Gong prints it (field note "Dates"): numeric offset or Z, and 0 to 6 fractional digits. */
export interface Instant {
  /** Milliseconds since the epoch; whole to the digits that are shown. */
  readonly at: number
  readonly digits: number
}

/** Rounds a time (ms) down to what a random number of digits can show, so that text and number are one instant. */
export function randomInstant(random: SeededRandom, at: number): Instant {
  const digits = random.pick(DIGITS)
  const grain = 10 ** Math.max(0, 3 - digits)
  return { at: Math.floor(at / grain) * grain, digits }
}

/** ISO 8601 in a zone that is `offset` minutes east of Greenwich. */
export function formatInstant({ at, digits }: Instant, offset: number): string {
  const local = new Date(at + offset * 60_000).toISOString()
  const fraction = digits === 0 ? '' : `.${local.slice(20, 23).padEnd(6, '0').slice(0, digits)}`
  return `${local.slice(0, 19)}${fraction}${formatOffset(offset)}`
}

function formatOffset(offset: number): string {
  if (offset === 0) return 'Z'
  const minutes = Math.abs(offset)
  const pad = (value: number): string => String(value).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}
