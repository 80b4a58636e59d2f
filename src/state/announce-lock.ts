import type { Files } from '../platform/files.ts'

/** Files that do not wait for another process in silence. */
export function withWords(files: Files, say: (line: string) => Promise<void>): Files {
  return {
    ...files,
    withLock: (path, run, wait) =>
      files.withLock(path, run, { onWait: (who) => say(`waiting for ${who}, which holds ${path}`), ...wait }),
  }
}
