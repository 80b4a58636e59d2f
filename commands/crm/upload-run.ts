import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Settled, Step } from '../../src/app/model/plan.ts'
import { hasEnded } from '../../src/app/model/poll.ts'
import { Failure } from '../../src/lib/errors.ts'
import { type Pages, rowsIn } from '../../src/lib/rows.ts'
import { findState, lastState } from './requests.ts'
import { type RunEnd, requestOf, stop, type UploadOrder, type UploadRun, type UploadState } from './upload-state.ts'
import { taken, uploadStep } from './upload-step.ts'

/** A run in which nothing is sent yet. */
export function uploadRun(order: UploadOrder, job: ChangeJob): UploadRun {
  const states = order.names.named.map((one): UploadState => ({ ...one, state: 'not sent', row: undefined }))
  return { order, job, states, failure: undefined, reason: undefined }
}

/** Asks Gong what it has of a run that was cut short. @returns a line about each upload that is there */
export async function recallUploads(run: UploadRun): Promise<readonly string[]> {
  const notes: string[] = []
  for (const one of run.states) {
    if (!one.wasSent) continue
    one.row = await findState(requestOf(run, one), run.job)
    if (one.row === undefined) continue
    if (run.job.globals.dryRun) one.state = 'sent'
    else await taken(run, one)
    notes.push(`upload ${one.request} reached Gong in a run that was cut short, and is not sent again`)
  }
  return notes
}

/**
 * Sends uploads one after the other, each round when Gong is through with the one before.
 *
 * @param results the rows, when all is over or cannot go on
 */
export async function* uploadSteps(
  run: UploadRun,
  results: (end: RunEnd) => Pages,
): AsyncGenerator<Step<'write'> | Settled, void> {
  const { wait, waitFor, names } = run.order
  let isBegun = false
  const settle = (pages: () => Pages): Settled => ({
    async *settle() {
      isBegun = true
      yield* pages()
    },
  })
  try {
    let round = 0
    for (const one of run.states) {
      if (one.upload.round > round) {
        round = one.upload.round
        yield settle(() => waited(run, (other) => other.upload.round < one.upload.round, undefined))
      }
      if (run.reason !== undefined) break
      if (one.state === 'not sent') yield uploadStep(run, one, 1)
    }
    if (wait) yield settle(() => waited(run, () => true, waitFor))
    yield settle(() => ending(run, results))
  } finally {
    if (isBegun) await names.journal.close()
  }
}

/** Waits until Gong is through with some uploads. One that it did not take at all ends the run: what follows builds on it. */
async function* waited(run: UploadRun, which: (one: UploadState) => boolean, waitFor: number | undefined): Pages {
  if (run.failure !== undefined) return
  for (const one of run.states.filter((state) => state.state === 'sent' && which(state))) {
    try {
      if (!hasEnded(one.row ?? {})) one.row = await lastState(requestOf(run, one), waitFor, run.job)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      stop(run, one, error)
      return
    }
    const [whole] = rowsIn(one.row?.errors).filter(({ line }) => line === 0)
    if (whole !== undefined) run.reason ??= `Gong did not take ${one.request}: ${whole.description}`
  }
}

async function* ending(
  { order: { names }, job, states, reason, failure }: UploadRun,
  results: (end: RunEnd) => Pages,
): Pages {
  const all = states.map(({ digest }) => [digest, true] as const)
  const isOpen = failure !== undefined && states.some(({ state }) => state !== 'not sent')
  if (isOpen && names.isKept) await job.say('the same line goes on where this ended, and sends nothing twice')
  yield* results({ states, reason })
  // Until the rows are out, the same line must find what was sent.
  const onWritten = () => names.journal.finish(all, false)
  yield { rows: [], ...(failure === undefined ? { onWritten } : { ended: failure }) }
}
