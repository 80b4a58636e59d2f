/** A moment to the second in ISO 8601, UTC: `2026-05-19T12:00:00Z`. @param ms since the epoch */
export function utcTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

/** The day of a moment in UTC: `2026-05-19`. @param ms since the epoch */
export function utcDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
