/** Two instants or two days in Gong's formats; `from` inclusive, `to` exclusive. */
export interface Window {
  readonly from: string
  readonly to: string
}

const DAY_MS = 86_400_000

/**
 * Cuts a window into equal parts, fewer than `parts` where it is too short. Inner bounds are whole seconds in UTC, or days for
 * a window of days; the outer bounds stay as given.
 */
export function splitWindow({ from, to }: Window, parts: number): Window[] {
  const isInDays = /^\d{4}-\d\d-\d\d$/.test(from)
  const stepMs = isInDays ? DAY_MS : 1000
  const [start, end] = [Date.parse(from), Date.parse(to)]
  const inner = Array.from({ length: parts - 1 }, (_, index) => start + ((end - start) * (index + 1)) / parts)
    .map((at) => Math.floor(at / stepMs) * stepMs)
    .filter((at, index, all) => at > start && at < end && at !== all[index - 1])
    .map((at) => new Date(at).toISOString())
    .map((text) => (isInDays ? text.slice(0, 10) : `${text.slice(0, 19)}Z`))
  const ends = [from, ...inner, to]
  return ends.slice(1).map((next, index) => ({ from: ends[index] ?? from, to: next }))
}

/** Cuts a window into equal parts of less than `days` days each; one part where it is short enough already. */
export function splitByDays(window: Window, days: number): Window[] {
  const length = Date.parse(window.to) - Date.parse(window.from)
  return splitWindow(window, Math.floor(length / (days * DAY_MS)) + 1)
}
