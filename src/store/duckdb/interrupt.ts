import type { DuckDBConnection } from '@duckdb/node-api'
import { onAbort } from '../../lib/on-abort.ts'

/**
 * Breaks off what a connection runs once the signal is aborted. Again and again, since an interrupt that comes before a statement
 * has begun is not heard.
 *
 * @returns what ends that, to be called when nothing runs any more
 */
export function interruptAtAbort(connection: DuckDBConnection, signal: AbortSignal | undefined): () => void {
  if (signal === undefined) return () => undefined
  let isOver = false
  const interrupt = () => {
    if (isOver) return
    connection.interrupt()
    setImmediate(interrupt)
  }
  const ignoreAbort = onAbort(signal, interrupt)
  return () => {
    isOver = true
    ignoreAbort()
  }
}
