import { defined } from '../../lib/defined.ts'
import { Failure } from '../../lib/errors.ts'
import { counted } from '../../lib/spelling.ts'
import { endOf } from '../../output/printer.ts'
import { checkOutcome, ordinaryAbsence } from '../messages/run-outcome.ts'
import { summary } from '../messages/summary.ts'
import { reportColumns } from '../output/report-columns.ts'
import { checkpointRows, type Ended } from './execute.ts'
import type { Run } from './open.ts'

/**
 * Gives the file its name, and says what the run came to; leaves what an early end has written so that another run can go on
 * with it, or no trace.
 *
 * @throws what the run failed with; Failure `partial` when some of it did not work out, or did not come
 */
export async function close(run: Run, ended: Ended): Promise<void> {
  const { job, plan, more, since } = run
  await job.progress.stop()
  try {
    if ('error' in ended) throw ended.error
    await commit(run)
  } catch (error) {
    await reportColumns(plan, job.logger)
    await more?.discard()
    await abandon(error, run)
    throw error
  }
  await reportColumns(plan, job.logger)
  await reportResult(run)
  await since?.keep(ended.input)
}

async function commit({ sink, more, resume, job, written, recordOutput }: Run): Promise<void> {
  const { context, globals } = job
  await sink.commit()
  // A reader of stdout that has gone ends the run early: what else was written is not whole.
  const isCut = context.stdout.closed && (globals.out === undefined || globals.moreOut.includes(undefined))
  await (isCut ? more?.discard() : more?.commit())
  await resume?.discard()
  await written.onWritten?.()
  await recordOutput()
}

async function abandon(error: unknown, run: Run): Promise<void> {
  const { sink, written, resume, job } = run
  // Where no more can be written or remembered, the run has still failed for its own reason, which is the one to report.
  await closeRows(error, run).catch(() => undefined)
  if (job.globals.out === undefined && written.rows > 0 && canGoOn(error))
    await checkpointRows(run).catch(() => undefined)
  const isOurs = await run.assertOurs().then(
    () => true,
    () => false,
  )
  await resume?.close()
  if (isOurs && resume?.rows === undefined) return await sink.discard()
  await sink.keep()
  if (isOurs && resume?.rows !== undefined)
    await job.logger.note(`${counted(resume.rows, 'row is', 'rows are')} written; ${resume.hint()}`)
}

/**
 * Ends the rows that have left already where a person or a limit ended the run, or a change has done some of its steps. A list
 * that broke is left open: a program behind the pipe must not take a part for all of it.
 */
async function closeRows(error: unknown, { sink, written, plan }: Run): Promise<void> {
  if (sink.regular || written.rows === 0 || written.isWhole || (plan.mayStop && !wasEnded(error))) return
  for await (const text of endOf(plan.print)) await sink.write(text)
}

/** Whether a person or a limit ended it, and nothing broke. */
function wasEnded(error: unknown): boolean {
  return error instanceof Failure && (error.kind === 'interrupted' || error.kind === 'limited')
}

/** Whether another run of the same line could go on after it. */
function canGoOn(error: unknown): boolean {
  return error instanceof Failure && error.kind !== 'usage' && error.kind !== 'local'
}

/** Says what the run came to. @throws Failure `partial` when some of it did not work out, or did not come */
async function reportResult({ plan, job, written }: Run): Promise<void> {
  const { context, counts, globals, logger } = job
  const { rows } = counts
  if (rows === 0 && plan.format === 'table') await logger.note('no rows')
  const summaryLine = summary({ ...written, rows }, counts, globals.out !== undefined)
  if (summaryLine !== undefined && !context.stdout.closed) await logger.note(summaryLine)
  const absence = written.absent && ordinaryAbsence(written.absent)
  if (absence !== undefined) await logger.note(absence)
  const { failed, absent, waiting, problem, ended } = written
  if (ended !== undefined) throw ended
  const file = globals.moreOut.includes(undefined) ? undefined : globals.out
  checkOutcome({ failed, ...defined({ file, absent, waiting, problem }) })
}
