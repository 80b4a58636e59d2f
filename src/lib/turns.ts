import { onAbort } from './on-abort.ts'

/**
 * Lets so many run at the same time; the others wait for their turn, the first first.
 *
 * @returns what runs something in its turn; it rejects with the reason of a signal that is aborted before
 */
export function turns(most: number): <T>(signal: AbortSignal, run: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting = new Set<() => void>()
  const wait = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const go = () => {
        waiting.delete(go)
        forget()
        resolve()
      }
      waiting.add(go)
      const forget = onAbort(signal, go)
    })
  return async (signal, run) => {
    while (running >= most && !signal.aborted) await wait(signal)
    signal.throwIfAborted()
    running += 1
    try {
      return await run()
    } finally {
      running -= 1
      // All of them: who is next may not want it any more.
      for (const go of [...waiting]) go()
    }
  }
}
