import type { Prompts } from '../../platform/ports.ts'

/** A line on stderr that shows how far a long pull is. */
export interface Progress {
  /** @param rows how many there are already */
  start(rows: number): void
  /** Counts the rows of a page. @param total of the whole pull, where Gong says so */
  add(rows: number, total: number | undefined): void
  /** Hides the line while something else writes to the terminal. */
  pause<T>(run: () => Promise<T>): Promise<T>
  /** Removes the line. */
  stop(): Promise<void>
}

/** The same prompts; the progress line is hidden during a question. */
export function promptsWithProgress(prompts: Prompts, progress: Progress): Prompts {
  return {
    available: prompts.available,
    text: (...args) => progress.pause(() => prompts.text(...args)),
    secret: (...args) => progress.pause(() => prompts.secret(...args)),
    confirm: (...args) => progress.pause(() => prompts.confirm(...args)),
  }
}
