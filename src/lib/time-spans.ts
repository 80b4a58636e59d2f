/** The union of time spans that may overlap. */
export interface SpanUnion {
  /** Adds a span that ends no earlier than those before it, in milliseconds. @returns the length of the union */
  add(from: number, to: number): number
}

export function spanUnion(): SpanUnion {
  const spans: { readonly from: number; readonly to: number }[] = []
  let totalMs = 0
  return {
    add(from, to) {
      let start = Math.min(from, to)
      for (let last = spans.at(-1); last !== undefined && last.to >= start; last = spans.at(-1)) {
        spans.pop()
        totalMs -= last.to - last.from
        start = Math.min(start, last.from)
      }
      spans.push({ from: start, to })
      totalMs += to - start
      return totalMs
    },
  }
}
