/** Milliseconds between two looks at the memory. */
const LOOK_MS = 200
/** Less than that, in bytes, is not worth a collection. */
const GROWTH_BYTES = 4_000_000
/** So many times what a collection took passes before the next: they take a tenth of a run at most, however large its heap. */
const PAUSE = 10

/**
 * Collects garbage as soon as the memory of the process has grown. Left to itself Bun lets garbage grow by the size of
 * the machine's memory, not by what is in use.
 */
export function collectGarbageEarly(): void {
  let leastBytes = process.memoryUsage.rss()
  let notBeforeMs = 0
  const look = () => {
    const bytes = process.memoryUsage.rss()
    // What a collection frees goes back to the system a little later.
    leastBytes = Math.min(leastBytes, bytes)
    const startMs = performance.now()
    if (bytes - leastBytes < GROWTH_BYTES || startMs < notBeforeMs) return
    Bun.gc(true)
    leastBytes = process.memoryUsage.rss()
    const endMs = performance.now()
    notBeforeMs = endMs + PAUSE * (endMs - startMs)
  }
  setInterval(look, LOOK_MS).unref()
}
