/** Something that is read on without being asked for. */
export interface Ahead<T> {
  /** What was read, in order; what went wrong is told when the reader gets there. */
  items(): AsyncIterable<T>
  /** Ends the reading; what was not taken yet is lost. */
  stop(): void
}

/**
 * Reads several sources on without being asked, as far ahead as all of them together may be. Of each the next item is read
 * in any case, so that none keeps another waiting for ever.
 *
 * @param isEnough whether what has been read and not taken is as far ahead as it may be
 * @returns begins to read one more source
 */
export function ahead<T>(isEnough: (ready: readonly T[]) => boolean): (source: AsyncIterable<T>) => Ahead<T> {
  const held = new Set<readonly T[]>()
  const waiting = new Set<() => void>()
  const changed = () => new Promise<void>((resolve) => waiting.add(resolve))
  const tell = () => {
    for (const resolve of waiting) resolve()
    waiting.clear()
  }

  return (source) => {
    const ready: T[] = []
    let over = false
    let failure: { readonly error: unknown } | undefined
    held.add(ready)

    const read = async () => {
      for await (const item of source) {
        ready.push(item)
        tell()
        while (ready.length > 0 && isEnough([...held].flat()) && !over) await changed()
        if (over) return
      }
    }
    const end = () => {
      over = true
      tell()
    }
    read()
      .catch((error: unknown) => {
        failure = { error }
      })
      .finally(end)
    return {
      async *items() {
        for (;;) {
          const item = ready.shift()
          tell()
          if (item !== undefined) yield item
          else if (failure !== undefined) throw failure.error
          else if (over) return
          else await changed()
        }
      },
      stop() {
        held.delete(ready)
        end()
      },
    }
  }
}
