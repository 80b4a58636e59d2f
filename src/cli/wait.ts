import type { Row } from '../rows.ts'
import type { Job } from './command.ts'

/** Milliseconds between two looks: the first pause, the longest, and by how much each is longer than the one before. */
const FIRST = 2000
const LONGEST = 30_000
const GROWTH = 1.5

/** The words of the CRM's requests and of Engage's bulk assignments for a job that has come to an end (quirk 51). */
const ENDED = new Set(['DONE', 'COMPLETED', 'FAILED'])

/** Whether an asynchronous job of Gong's has come to its end, well or not. */
export function hasEnded({ status }: Row): boolean {
  return ENDED.has(String(status))
}

/**
 * Asks for the state of an asynchronous job until it is over, at once and then with pauses that grow from 2 s to 30 s.
 * What changes on the way is said, a line each.
 *
 * @param ask gets the state, as Gong's status operations have it: `status`, and counts of any kind
 * @param isOver mostly `hasEnded`
 * @returns the last state
 * @throws what `ask` throws, and what the clock throws when the run is interrupted
 */
export async function poll(job: Job, ask: () => Promise<Row>, isOver: (row: Row) => boolean): Promise<Row> {
  const { clock, interrupted } = job.context
  let said: string | undefined
  for (let pause = FIRST; ; pause = Math.min(LONGEST, pause * GROWTH)) {
    const row = await ask()
    if (isOver(row)) return row
    const news = inWords(row)
    if (news !== said) await job.say(`waiting: ${news}`)
    said = news
    await clock.sleep(pause, interrupted)
  }
}

/** `IN_PROGRESS, processed 12, total 40`: the status and whatever Gong counts. */
function inWords(row: Row): string {
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
