/** Two instants or two days as Gong takes them; `from` inclusive, `to` exclusive. */
export interface Window {
  readonly from: string
  readonly to: string
}

const DAY = 86_400_000

/**
 * Cuts a window into so many equal parts, fewer where it is too short. Where they meet is a whole second in UTC, or a day
 * where the window is one of days; the outer ends stay as they were given.
 */
export function cut({ from, to }: Window, parts: number): Window[] {
  const ofDays = /^\d{4}-\d\d-\d\d$/.test(from)
  const step = ofDays ? DAY : 1000
  const [start, end] = [Date.parse(from), Date.parse(to)]
  const inner = Array.from({ length: parts - 1 }, (_, index) => start + ((end - start) * (index + 1)) / parts)
    .map((at) => Math.floor(at / step) * step)
    .filter((at, index, all) => at > start && at < end && at !== all[index - 1])
    .map((at) => new Date(at).toISOString())
    .map((text) => (ofDays ? text.slice(0, 10) : `${text.slice(0, 19)}Z`))
  const ends = [from, ...inner, to]
  return ends.slice(1).map((next, index) => ({ from: ends[index] ?? from, to: next }))
}

/** Cuts a window into equal parts that are each shorter than so many days; one part where it is short enough already. */
export function cutToDays(window: Window, days: number): Window[] {
  const length = Date.parse(window.to) - Date.parse(window.from)
  return cut(window, Math.floor(length / (days * DAY)) + 1)
}
