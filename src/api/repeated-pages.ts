/** Tells pages that bring something new from those that only repeat what was there. */
export interface News {
  /** Takes the next page, by what each of its rows is known by. @returns whether anything in it is new */
  brings(keys: readonly string[]): boolean
}

/**
 * Remembers the first page and the last one row by row, since a cursor that is ignored gives one of them again, and of
 * every page a hash: memory does not grow with the rows.
 */
export function news(): News {
  const pages = new Set<number>()
  let first: ReadonlySet<string> | undefined
  let last: ReadonlySet<string> = new Set()
  return {
    brings(keys) {
      const page = hash(keys.join('\n'))
      const isNew = !pages.has(page) && keys.some((key) => !first?.has(key) && !last.has(key))
      pages.add(page)
      last = new Set(keys)
      first ??= last
      return isNew
    },
  }
}

/** 53 bits, so that two of some thousand pages are hardly ever taken for one. */
function hash(text: string): number {
  let [low, high] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    low = Math.imul(low ^ code, 2654435761)
    high = Math.imul(high ^ code, 1597334677)
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  return 4294967296 * (high & 0x1fffff) + (low >>> 0)
}
