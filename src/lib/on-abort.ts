/** Calls `stop` once the signal is aborted, at once where that is past. Gives back what stops listening. */
export function onAbort(signal: AbortSignal, stop: () => void): () => void {
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  return () => signal.removeEventListener('abort', stop)
}
