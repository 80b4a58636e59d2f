/** A source that is read ahead of its reader. */
export interface Prefetched<T> {
  /** The items in order; throws the error of the source after the last one. */
  items(): AsyncIterable<T>
  /** Stops reading, and drops what is buffered. */
  stop(): void
}

/**
 * Reads several sources ahead into buffers that share one limit. Each source always has one item read, or a full buffer of
 * another could block it for ever.
 *
 * @param isFull whether the items in all buffers reach the limit
 * @returns starts to read one more source
 */
export function prefetcher<T>(isFull: (buffer: readonly T[]) => boolean): (source: AsyncIterable<T>) => Prefetched<T> {
  const buffers = new Set<readonly T[]>()
  const waiters = new Set<() => void>()
  const nextChange = () => new Promise<void>((resolve) => waiters.add(resolve))
  const notify = () => {
    for (const resolve of waiters) resolve()
    waiters.clear()
  }

  return (source) => {
    const buffer: T[] = []
    let isDone = false
    let failure: { readonly error: unknown } | undefined
    buffers.add(buffer)

    const read = async () => {
      for await (const item of source) {
        buffer.push(item)
        notify()
        while (buffer.length > 0 && isFull([...buffers].flat()) && !isDone) await nextChange()
        if (isDone) return
      }
    }
    const end = () => {
      isDone = true
      notify()
    }
    read()
      .catch((error: unknown) => {
        failure = { error }
      })
      .finally(end)
    return {
      async *items() {
        for (;;) {
          const item = buffer.shift()
          notify()
          if (item !== undefined) yield item
          else if (failure !== undefined) throw failure.error
          else if (isDone) return
          else await nextChange()
        }
      },
      stop() {
        buffers.delete(buffer)
        end()
      },
    }
  }
}
