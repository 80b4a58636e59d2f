/** Something that is read on without being asked for. */
export interface Ahead<T> {
  /** What was read, in order; what went wrong is told when the reader gets there. */
  items(): AsyncIterable<T>
  /** Ends the reading; what was not taken yet is lost. */
  stop(): void
}

/**
 * Reads on without being asked.
 *
 * @param isEnough whether what has been read and not taken is as far ahead as it may be
 */
export function ahead<T>(source: AsyncIterable<T>, isEnough: (ready: readonly T[]) => boolean): Ahead<T> {
  const ready: T[] = []
  let over = false
  let failure: { readonly error: unknown } | undefined
  let wake: () => void = () => undefined
  const changed = () =>
    new Promise<void>((resolve) => {
      wake = resolve
    })

  const read = async () => {
    for await (const item of source) {
      ready.push(item)
      wake()
      while (isEnough(ready) && !over) await changed()
      if (over) return
    }
  }
  read()
    .catch((error: unknown) => {
      failure = { error }
    })
    .finally(() => {
      over = true
      wake()
    })
  return {
    async *items() {
      for (;;) {
        const item = ready.shift()
        wake()
        if (item !== undefined) yield item
        else if (failure !== undefined) throw failure.error
        else if (over) return
        else await changed()
      }
    },
    stop() {
      over = true
      wake()
    },
  }
}
