/** At most `requests` in any span of `windowMs`. */
export interface Limit {
  readonly requests: number
  readonly windowMs: number
}

/** A rate below 1 is one request in 1/rate seconds. @param toleranceMs what a request may start later than its turn */
export function limitOf(rate: number, toleranceMs: number): Limit {
  const requests = Math.max(1, Math.floor(rate))
  return { requests, windowMs: (requests / rate) * 1000 + toleranceMs }
}

/** No queue is so many windows long: an instant further ahead was written by a clock that has since been set back. */
const MAX_WINDOWS_AHEAD = 20

/**
 * The first instant that keeps to the limit after these turns, which are in order. Turns that must be waited for are spaced:
 * requests that start together delay each other on the way, and the last of them would arrive too near to the next.
 *
 * @param fromMs the earliest instant
 */
export function nextTurn(turns: readonly number[], fromMs: number, { requests, windowMs }: Limit): number {
  const queue = turns.filter((turn) => turn <= fromMs + MAX_WINDOWS_AHEAD * windowMs)
  const [oldest, last] = [queue.at(-requests), queue.at(-1)]
  if (oldest === undefined || last === undefined || oldest + windowMs <= fromMs) return fromMs
  return Math.ceil(Math.max(oldest + windowMs, last + windowMs / requests / 2))
}

/**
 * The turns that another turn in the place of a missed one has to keep its distance from. Where fewer than a window's were
 * taken after it, those before it are enough: no window of the later ones becomes fuller. Else the queue is rejoined.
 */
export function turnsBefore(turns: readonly number[], missed: number, { requests }: Limit): readonly number[] {
  const earlier = turns.filter((turn) => turn <= missed)
  return turns.length - earlier.length < requests ? earlier : turns
}

/** The turns but for one of this instant. */
export function withoutTurn(turns: readonly number[], turn: number): number[] {
  const at = turns.lastIndexOf(turn)
  return turns.filter((_, index) => index !== at)
}
