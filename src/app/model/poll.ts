import { Failure } from '../../lib/errors.ts'
import type { Json, Row } from '../../lib/rows.ts'
import type { Inputs } from './inputs.ts'
import type { Job } from './job.ts'

/** Delays between two polls: the first, the longest, and the factor of growth. */
const FIRST_POLL_DELAY_MS = 2000
const MAX_POLL_DELAY_MS = 30_000
const GROWTH = 1.5

/** The default for `--wait-for`, seconds. */
const USUAL_WAIT_S = 3600

/** The inputs of commands that can wait for a job of Gong. */
export const WAITING = {
  wait: { kind: 'flag', help: 'ask again until Gong is through with it' },
  waitFor: { kind: 'duration', help: 'with --wait: at most this long, such as 10m (1h)' },
} as const satisfies Inputs

/** @throws Failure `usage` for --wait-for without --wait */
export function checkWaiting({ wait, waitFor }: { readonly wait?: Json; readonly waitFor?: Json }): void {
  if (waitFor !== undefined && wait !== true) throw new Failure('usage', '--wait-for goes with --wait')
}

/** The words of the CRM's requests and of Engage's bulk assignments for a job that has come to an end (quirk 51). */
const ENDED = new Set(['DONE', 'COMPLETED', 'FAILED'])

/** Whether an asynchronous job of Gong's has come to its end, well or not. */
export function hasEnded({ status }: Row): boolean {
  return ENDED.has(String(status))
}

/**
 * Asks for the state of an asynchronous job until it is over, at once and then with pauses that grow from 2 s to 30 s.
 * Prints a line for each change of the state.
 *
 * @param ask gets the state, as Gong's status operations have it: `status`, and counts of any kind
 * @param isOver mostly `hasEnded`
 * @param bound `--wait-for` as it was typed, and the line that goes on afterwards
 * @returns the last state
 * @throws Failure `limited` when the time is up; what `ask` throws, and what the clock throws when the run is interrupted
 */
export async function poll(
  job: Job,
  ask: () => Promise<Row>,
  isOver: (row: Row) => boolean,
  { waitFor, next }: { readonly waitFor?: Json | undefined; readonly next: string },
): Promise<Row> {
  const { clock, interrupted } = job.context
  const end = clock.now() + Number(waitFor ?? USUAL_WAIT_S) * 1000
  let lastNews: string | undefined
  for (let pause = FIRST_POLL_DELAY_MS; ; pause = Math.min(MAX_POLL_DELAY_MS, pause * GROWTH)) {
    const row = await ask()
    if (isOver(row)) return row
    const news = describeState(row)
    if (news !== lastNews) await job.say(`waiting: ${news}`)
    lastNews = news
    const left = end - clock.now()
    if (left <= 0) throw new Failure('limited', `Gong is not through with it: ${news}`, { hint: next })
    await clock.sleep(Math.min(pause, left), interrupted)
  }
}

/** `IN_PROGRESS, processed 12, total 40`: the status and whatever Gong counts. */
function describeState(row: Row): string {
  const counts = Object.entries(row).flatMap(([name, value]) => {
    return typeof value === 'number' && name.endsWith('Count')
      ? `${spaced(name.slice(0, -'Count'.length))} ${value}`
      : []
  })
  return [String(row.status ?? 'no status yet'), ...counts].join(', ')
}

function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
