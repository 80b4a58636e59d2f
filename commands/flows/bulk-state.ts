import type { Job } from '../../src/app/model/job.ts'
import { hasEnded, poll } from '../../src/app/model/poll.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'

/** How far a bulk assignment is. @throws Failure `unreachable` for an answer that holds nothing */
export async function bulkAssignmentState({ read }: Pick<Job, 'read'>, id: string): Promise<Row> {
  for await (const row of read.rows(gong.bulkStatus, { id })) return row
  throw new Failure('unreachable', `Gong answered nothing about the bulk assignment ${id}`)
}

/** Its state once Gong is through with it. @throws Failure `limited` after `waitForS` seconds */
export function endOfBulk(job: Job, id: string, waitForS: number | undefined): Promise<Row> {
  const next = `gong flows bulk-status ${id} --wait`
  return poll(job, () => bulkAssignmentState(job, id), hasEnded, { waitFor: waitForS, next })
}
