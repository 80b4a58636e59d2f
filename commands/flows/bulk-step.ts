import { toPage } from '../../src/api/page.ts'
import { hasUnknownOutcome } from '../../src/api/retry.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Step } from '../../src/app/model/plan.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { unsentRow } from '../../src/engage/assignment-outcomes.ts'
import { type Batch, unknownOutcome } from '../../src/engage/bulk-batches.ts'
import type { Submissions } from '../../src/engage/submissions.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages, Row } from '../../src/lib/rows.ts'
import { type BulkOrder, bulkCall } from './bulk-order.ts'

/** What becomes of a batch that is not sent whole, and why. */
export function bulkNote({ submittedId, unknown }: Batch): string[] {
  if (submittedId !== undefined)
    return [`bulk assignment ${submittedId} was submitted by an earlier run; it is not sent again`]
  if (unknown.length === 0) return []
  return [
    `an earlier run sent ${unknown.length} prospects and got no answer: whether Gong has them is not known, so they are not sent; look with gong flows assigned or in Gong, then say --again`,
  ]
}

/** Rows of those who are not sent. Of a batch that is in the flow by now, nothing is open any more. */
export async function* unsent(batches: readonly Batch[], kept: Submissions): Pages {
  for (const { prospects, inFlow, unknown, note } of batches) {
    if (inFlow.length > 0) yield { rows: [unsentRow('ALREADY_IN_FLOW', inFlow)] }
    if (unknown.length > 0) yield { rows: [unsentRow('NOT_KNOWN', unknown)], failed: unknown.length }
    if (inFlow.length === prospects.length && note?.doneAt === undefined) await kept.forget(prospects)
  }
}

/**
 * Sends one batch. Everything is submitted before anything is waited for, and each id is said: it is the only way back to
 * the results.
 *
 * @param submitted takes the id that Gong gives
 */
export function bulkStep(batch: Batch, order: BulkOrder, submitted: string[], { say }: ChangeJob): Step<'write'> {
  const { prospects, toSend, note } = batch
  const { kept, input } = order
  const idIn = (rows: readonly Row[]) => rows.map(({ id }) => id).find((id) => typeof id === 'string')
  return {
    request: bulkCall(order, toSend),
    record: {
      before: () => kept.save(prospects, {}),
      after: async (outcome) => {
        if (outcome instanceof Failure) {
          if (!hasUnknownOutcome(outcome))
            await (note?.doneAt === undefined ? kept.forget(prospects) : kept.save(prospects, note))
          return
        }
        const id = idIn(toPage(gong.bulkAssign, outcome).rows)
        if (id !== undefined) await kept.save(prospects, { id })
      },
    },
    report: async (answer) => {
      const page = toPage(gong.bulkAssign, answer)
      const id = idIn(page.rows)
      if (id === undefined) return page
      submitted.push(id)
      if (!input.wait) return page
      await say(`bulk assignment ${id} is submitted`)
      return { rows: [] }
    },
    refused: (failure) => {
      throw hasUnknownOutcome(failure) ? unknownOutcome(failure, toSend) : failure
    },
  }
}
