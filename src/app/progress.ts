import type { Prompts } from '../platform/ports.ts'

/** A line on stderr that shows how far a long pull is. */
export interface Progress {
  /** @param rows how many there are already */
  start(rows: number): void
  /** Counts the rows of a page. @param total of the whole pull, where Gong says so */
  add(rows: number, total: number | undefined): void
  /** Hides the line while something else writes to the terminal. */
  pause<T>(run: () => Promise<T>): Promise<T>
  stop(): void
}

/** The same questions; the line of progress is hidden while somebody answers. */
export function pausing(prompts: Prompts, progress: Progress): Prompts {
  return {
    available: prompts.available,
    text: (...asked) => progress.pause(() => prompts.text(...asked)),
    secret: (...asked) => progress.pause(() => prompts.secret(...asked)),
    confirm: (...asked) => progress.pause(() => prompts.confirm(...asked)),
  }
}
