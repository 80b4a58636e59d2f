import type { Files } from '../platform/ports.ts'

/** Files that do not wait for another process in silence. */
export function withWords(files: Files, say: (line: string) => Promise<void>): Files {
  return {
    ...files,
    locked: (path, run, patience, waiting) =>
      files.locked(path, run, patience, waiting ?? ((who) => say(`waiting for ${who}, which holds ${path}`))),
  }
}
