import { setFlagsFromString } from 'node:v8'

/**
 * `Context.keepHeapSmall`: V8 doubles the space for new objects up to three times 16 MB while some of them survive, as in
 * each batch of a bulk change, and never gives it back. It stays as it is from here on. Bun has none, and collects early anyway.
 */
export function keepHeapSmall(): void {
  if (process.versions.bun === undefined) setFlagsFromString('--semi-space-growth-factor=1')
}
