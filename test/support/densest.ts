/** The most instants that any span of so many milliseconds holds. */
export function densest(instants: readonly number[], span: number): number {
  return Math.max(...instants.map((from) => instants.filter((at) => at >= from && at < from + span).length))
}
