import { Failure } from '../../lib/errors.ts'
import type { Page, Pages } from '../../lib/rows.ts'
import { counted } from '../../lib/spelling.ts'
import { utcTime } from '../../lib/utc-time.ts'
import { endOf } from '../../output/printer.ts'
import { readInput, withFlags } from '../input/input.ts'
import type { Typed } from '../model/inputs.ts'
import { withinLimit } from '../model/row-limit.ts'
import type { OutputPlan } from '../output/choose-output.ts'
import type { Resume } from '../resume/resume.ts'
import type { Run, Written } from './open.ts'
import { pagesOf } from './pages.ts'

/** What a run came to: its input, or why it ended early. */
export type Ended = { readonly input: Typed } | { readonly error: unknown }

/** Reads the input and writes the rows as they come: the first is out before the second page is asked for. Never throws. */
export async function execute(run: Run): Promise<Ended> {
  try {
    const { job, plan, written, more, shown } = run
    const input = shown === undefined ? await inputOf(run) : {}
    const begun = shown ?? (await pagesOf(run.invocation, input, job))
    const pages = more === undefined ? begun : more.through(begun)
    job.progress.start(written.read)
    if (plan.unknown.length > 0)
      await job.logger.note(`--fields: ${plan.unknown.join(', ')}: not known here, and empty unless Gong sends it`)
    const printed = plan.flatten === undefined ? pages : flattened(pages, plan.flatten)
    await writePages(plan.mayStop ? withinLimit(printed, job, written.rows) : printed, run)
    return { input }
  } catch (error) {
    return { error }
  }
}

/** What was typed, as values; that of an interrupted run as it was then. */
async function inputOf({ invocation: { command, raw }, job, resume }: Run): Promise<Typed> {
  if (resume?.interrupted) await job.say(resumeNote(resume.interrupted, resume.window))
  const input =
    resume?.interrupted === undefined
      ? await readInput(command, raw, job)
      : withFlags(command, resume.interrupted.input)
  resume?.setInput(input)
  if (job.globals.out === undefined && job.globals.format === undefined) return input
  // A page or a workbook says which dates were meant.
  const { periodText } = await import('../output/provenance.ts')
  const period = periodText(command, input)
  if (period !== undefined) job.describe('Period', period)
  return input
}

function resumeNote({ rows, startedMs }: NonNullable<Resume['interrupted']>, ends: Resume['window']): string {
  const at = utcTime(startedMs)
  const window = ends === undefined ? '' : `: ${ends[0]} to ${ends[1]}, and not to now`
  return `goes on after the ${counted(rows, 'row')} of ${at}; dates mean what they meant then${window}`
}

async function* flattened(pages: Pages, flatten: NonNullable<OutputPlan['flatten']>): Pages {
  for await (const page of pages) yield flatten(page)
}

async function writePages(pages: Pages, run: Run): Promise<void> {
  const { plan, job, sink, written, resume, recordOutput } = run
  const countRows = () => {
    // What --jq drops, or --limit leaves out after sorting, is not written.
    job.counts.rows = plan.print.written?.() ?? written.rows
  }
  for await (const page of pages) {
    // Nothing came with it that could stand there raw.
    if ((page.absent ?? page.onWritten) === undefined || (page.rows.length > 0 && plan.format !== 'raw'))
      await write(await plan.print.page(page), run)
    if (page.rows.length > 0) await recordOutput()
    countPage(written, page)
    countRows()
    if (page.resumeStep !== undefined) resume?.addStep(page.resumeStep)
    if (sink.resumable) await checkpointRows(run)
    job.progress.add(page.readCount ?? page.rows.length, page.total)
    if (job.context.interrupted.aborted && page.endsItself !== true) throw new Failure('interrupted', 'interrupted')
  }
  written.isWhole = true
  for await (const text of endOf(plan.print)) await write(text, run)
  countRows()
}

/** On a terminal, the line of progress makes room for the rows; for those of a file it stays as it is. */
async function write(text: string | Uint8Array, { sink, job: { progress, context, globals } }: Run): Promise<void> {
  const isShown = context.stdout.isTTY && globals.out === undefined && text.length > 0
  if (isShown) await progress.pause(() => sink.write(text))
  else await sink.write(text)
}

/** Takes note of a page that was written. */
function countPage(written: Written, page: Page): void {
  const { rows, readCount = rows.length, failed = 0, waiting, total, absent, resumeStep } = page
  written.rows += rows.length
  written.read += readCount
  written.failed += failed
  written.missing = (total ?? written.read) - written.read
  written.countsUnanalysed = page.countsUnanalysed === true
  written.absent = absent
  written.problem ??= page.problem
  written.ended ??= page.ended
  written.onWritten ??= page.onWritten
  written.resumeStep = resumeStep
  written.waiting = waiting
}

/** Flushes the rows before the journal claims them. */
export async function checkpointRows({ plan, job, sink, written, resume }: Run): Promise<void> {
  const settled = plan.print.resumeState?.()
  const { resumeStep, rows, read, failed } = written
  if (resumeStep === undefined || settled === undefined) return
  await sink.flush()
  const { duplicates } = job.counts
  await resume?.checkpoint({ rows, read, failed, duplicates, bytes: sink.size, printerState: settled })
}
