/** Spans of time of which several may run at once. */
export interface Union {
  /** Adds one that ends no earlier than those before it. @returns how long all of them are together, each moment once */
  add(from: number, to: number): number
}

export function union(): Union {
  const spans: { readonly from: number; readonly to: number }[] = []
  let sum = 0
  return {
    add(from, to) {
      let start = Math.min(from, to)
      for (let last = spans.at(-1); last !== undefined && last.to >= start; last = spans.at(-1)) {
        spans.pop()
        sum -= last.to - last.from
        start = Math.min(start, last.from)
      }
      spans.push({ from: start, to })
      sum += to - start
      return sum
    },
  }
}
