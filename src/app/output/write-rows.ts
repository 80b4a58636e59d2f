import { Failure } from '../../lib/errors.ts'
import type { Pages } from '../../lib/rows.ts'
import { counted } from '../../lib/spelling.ts'
import { endOf } from '../../output/printer.ts'
import { upTo } from '../model/up-to.ts'
import type { OutputPlan } from './choose-output.ts'
import {
  checkpointRows,
  countPage,
  type OpenOutput,
  type OutputOptions,
  openOutput,
  type WritingJob,
} from './output.ts'
import { reportColumns, reportResult, rowsWritten } from './report-run.ts'

/**
 * Runs a command and writes its rows as they come: the first is out before the second page is asked for.
 *
 * @param begin starts the command; only called once the rows have a place to go to
 * @throws Failure `partial` when some of it did not work out, or did not come
 */
export async function writeRows(
  begin: () => Promise<Pages>,
  plan: OutputPlan,
  job: WritingJob,
  options: OutputOptions = {},
): Promise<void> {
  const { more } = options
  const output = await openOutput(plan, job, options)
  const { sink, written, resume } = output
  try {
    const begun = await begin()
    const pages = more === undefined ? begun : more.through(begun)
    job.progress.start(written.read)
    await noteUnknownFields(plan, job)
    const printed = plan.flatten === undefined ? pages : flattened(pages, plan.flatten)
    await writePages(plan.mayStop ? upTo(printed, job, written.rows) : printed, output)
    job.progress.stop()
    await sink.commit()
    await commitMore(more, output)
    await resume?.discard()
    await output.recordOutput()
  } catch (error) {
    job.progress.stop()
    await reportColumns(output)
    await more?.discard()
    await abandon(error, output)
    throw error
  }
  await reportColumns(output)
  await reportResult(output)
}

/** A reader of stdout that has gone ends the run early: what else was written is not whole. */
async function commitMore(more: OutputOptions['more'], { job }: OpenOutput): Promise<void> {
  const isCut = job.context.stdout.closed && (job.globals.out === undefined || job.globals.moreOut.includes(undefined))
  await (isCut ? more?.discard() : more?.commit())
}

async function* flattened(pages: Pages, flatten: NonNullable<OutputPlan['flatten']>): Pages {
  for await (const page of pages) yield flatten(page)
}

async function noteUnknownFields({ unknown }: OutputPlan, { logger }: WritingJob): Promise<void> {
  if (unknown.length > 0)
    await logger.note(`--fields: ${unknown.join(', ')}: not known here, and empty unless Gong sends it`)
}

async function writePages(pages: Pages, output: OpenOutput): Promise<void> {
  const { plan, job, sink, written, resume } = output
  for await (const page of pages) {
    // Nothing came with it that could stand there raw.
    if (page.absent === undefined || (page.rows.length > 0 && plan.format !== 'raw'))
      await write(await plan.print.page(page), output)
    countPage(written, page)
    job.counts.rows = rowsWritten(output)
    if (page.resumeStep !== undefined) resume?.addStep(page.resumeStep)
    if (sink.resumable) await checkpointRows(output)
    job.progress.add(page.readCount ?? page.rows.length, page.total)
    if (job.context.interrupted.aborted) throw new Failure('interrupted', 'interrupted')
  }
  written.isWhole = true
  for await (const text of endOf(plan.print)) await write(text, output)
  job.counts.rows = rowsWritten(output)
}

/** On a terminal, the line of progress makes room for the rows. */
async function write(text: string | Uint8Array, { sink, job: { progress, context } }: OpenOutput): Promise<void> {
  if (context.stdout.isTTY) await progress.pause(() => sink.write(text))
  else await sink.write(text)
}

/** Leaves what was written so that another run can go on with it, or no trace. What another run has taken is its own. */
async function abandon(error: unknown, output: OpenOutput): Promise<void> {
  const { sink, written, resume, job } = output
  // Where no more can be written or remembered, the run has still failed for its own reason, which is the one to report.
  await closeRows(error, output).catch(() => undefined)
  if (job.globals.out === undefined && written.rows > 0 && canGoOn(error))
    await checkpointRows(output).catch(() => undefined)
  const isOurs = await output.assertOurs().then(
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
async function closeRows(error: unknown, { sink, written, plan }: OpenOutput): Promise<void> {
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
