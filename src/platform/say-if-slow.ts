import type { Clock } from './ports.ts'

/** Nobody wonders before. */
const SLOW_MS = 5000

/** Who tells a person of a wait: where nobody is told, or no time passes by itself, nothing is said. */
export interface Notifier {
  readonly clock?: Pick<Clock, 'later'>
  /** One line for a person, on stderr. */
  readonly say?: ((line: string) => Promise<void>) | undefined
}

/**
 * Waits for something, and tells a person once when that takes more than 5 seconds.
 *
 * @param sentence what is waited for, when so many seconds have passed
 */
export async function sayIfSlow<T>(
  wait: () => Promise<T>,
  sentence: (seconds: number) => string,
  { clock, say }: Notifier,
): Promise<T> {
  const cancel = say && clock?.later?.(SLOW_MS, () => void say(sentence(SLOW_MS / 1000)))
  return await wait().finally(cancel)
}
