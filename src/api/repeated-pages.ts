/** Detects pages that only repeat earlier rows. */
export interface RepeatDetector {
  /** Takes the keys of the next page's rows. @returns whether any row is new */
  isNew(keys: readonly string[]): boolean
}

/**
 * Keeps the row keys of the first and the last page, since an ignored cursor gives one of these again, and a hash of every
 * page: memory does not grow with the rows.
 */
export function repeatDetector(): RepeatDetector {
  const pages = new Set<number>()
  let first: ReadonlySet<string> | undefined
  let last: ReadonlySet<string> = new Set()
  return {
    isNew(keys) {
      const page = hash(keys.join('\n'))
      const isNew = !pages.has(page) && keys.some((key) => !first?.has(key) && !last.has(key))
      pages.add(page)
      last = new Set(keys)
      first ??= last
      return isNew
    },
  }
}

/** 53 bits (cyrb53), so that collisions among some thousand pages are negligible. */
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
