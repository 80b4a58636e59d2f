import { Worker } from 'node:worker_threads'
import type { Context, JqAnswer } from '../ports.ts'

/** Who waits for the answer to the question that is asked. */
interface Waiting {
  readonly resolve: (answer: JqAnswer | undefined) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Runs jq on a thread of its own, which is made when it is first asked and holds nobody up when it is done. One question at
 * a time.
 *
 * @param program the path of the built `bin/jq-worker.ts`
 * @param signal ends the thread, in the middle of whatever it does
 */
export function jqThread(program: string, signal: AbortSignal): Context['jq'] {
  // What the library itself has to say goes nowhere.
  const thread = new Worker(program, { stdout: true, stderr: true })
  let waiting: Waiting | undefined
  const settled = (): Waiting | undefined => {
    const one = waiting
    waiting = undefined
    thread.unref()
    return one
  }
  thread.on('message', (answer: JqAnswer | undefined) => {
    settled()?.resolve(answer)
    // It cannot be trusted with another question.
    if (answer === undefined) void thread.terminate()
  })
  thread.on('error', () => settled()?.resolve(undefined))
  thread.on('exit', () => settled()?.resolve(undefined))
  const stop = () => {
    settled()?.reject(signal.reason)
    void thread.terminate()
  }
  signal.addEventListener('abort', stop, { once: true })
  return async (question) => {
    signal.throwIfAborted()
    return await new Promise<JqAnswer | undefined>((resolve, reject) => {
      waiting = { resolve, reject }
      thread.ref()
      thread.postMessage(question)
    })
  }
}
