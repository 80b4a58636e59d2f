/** So many lines are shown before the question. */
export const MAX_SHOWN = 5

/** Why lines fail: how many do, and the first of them, since each of a table may. */
export interface Reasons {
  readonly count: number
  readonly first: readonly { readonly line: number; readonly why: string }[]
  add(line: number, why: string): void
}

export function reasons(): Reasons {
  const first: { readonly line: number; readonly why: string }[] = []
  let count = 0
  return {
    first,
    get count() {
      return count
    },
    add(line, why) {
      count += 1
      if (first.length < MAX_SHOWN) first.push({ line, why })
    },
  }
}
