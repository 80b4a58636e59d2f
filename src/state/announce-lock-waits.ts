import type { Files } from '../platform/files.ts'

/** Wraps files so that waiting for the lock of another process is announced. */
export function announceLockWaits(files: Files, say: (line: string) => Promise<void>): Files {
  return {
    ...files,
    withLock: (path, run, wait) =>
      files.withLock(path, run, { onWait: (who) => say(`waiting for ${who}, which holds ${path}`), ...wait }),
  }
}
