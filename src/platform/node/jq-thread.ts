import { Worker } from 'node:worker_threads'
import { onAbort } from '../../lib/on-abort.ts'
import type { Context, JqResult } from '../ports.ts'

/** The request that the thread works on. */
interface Pending {
  readonly resolve: (answer: JqResult | undefined) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Runs jq on a worker thread, one request at a time. The thread does not keep the process alive between requests.
 *
 * @param program the path of the built `bin/jq-worker.ts`
 * @param signal terminates the thread, also within a request
 */
export function jqThread(program: string, signal: AbortSignal): Context['jq'] {
  // What the library itself prints is dropped.
  const thread = new Worker(program, { stdout: true, stderr: true })
  let pending: Pending | undefined
  const settle = (): Pending | undefined => {
    const one = pending
    pending = undefined
    thread.unref()
    return one
  }
  thread.on('message', (answer: JqResult | undefined) => {
    settle()?.resolve(answer)
    // Out of memory or a crash: its state is not to be trusted with another request.
    if (answer === undefined) void thread.terminate()
  })
  thread.on('error', () => settle()?.resolve(undefined))
  thread.on('exit', () => settle()?.resolve(undefined))
  const stop = () => {
    settle()?.reject(signal.reason)
    void thread.terminate()
  }
  onAbort(signal, stop)
  return async (request) => {
    signal.throwIfAborted()
    return await new Promise<JqResult | undefined>((resolve, reject) => {
      pending = { resolve, reject }
      thread.ref()
      thread.postMessage(request)
    })
  }
}
