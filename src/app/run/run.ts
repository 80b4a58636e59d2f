import { defined } from '../../lib/defined.ts'
import { Failure } from '../../lib/errors.ts'
import type { Json, Pages } from '../../lib/rows.ts'
import { counted } from '../../lib/spelling.ts'
import type { FileLock } from '../../platform/files.ts'
import type { Context } from '../../platform/ports.ts'
import type { InterruptedRun } from '../../state/journal.ts'
import { readInput, withFlags } from '../input/input.ts'
import { withHint } from '../input/missing-input.ts'
import { type OpenedJob, openJob, type Parts } from '../job/open-job.ts'
import { type Globals, readGlobals } from '../model/globals.ts'
import type { Typed } from '../model/inputs.ts'
import type { Invocation } from '../model/invocation.ts'
import { flagOf } from '../model/labels.ts'
import { formatFor } from '../output/choose-format.ts'
import { chooseOutput } from '../output/choose-output.ts'
import { writeRows } from '../output/write-rows.ts'
import { findResume, type Resume } from '../resume/resume.ts'
import type { WindowEnds } from '../resume/resume-line.ts'
import type { DryRun } from './dry-run.ts'
import { pagesOf } from './pages.ts'

/** One command line, resolved and open: nothing of it changes until it is over. */
interface Run {
  readonly invocation: Invocation
  readonly job: OpenedJob
  /** Throws when another run has taken the output. */
  readonly check?: FileLock['assertHeld']
  /** The same for each further output; absent for stdout. */
  readonly checkMore: readonly (FileLock['assertHeld'] | undefined)[]
}

/** Runs a command: resolves its flags, opens what it may use, executes it, and closes. */
export async function run(invocation: Invocation, context: Context, parts: Parts): Promise<void> {
  const globals = await checkedGlobals(invocation, context, parts.secrets)
  const { argv } = invocation
  const job = openJob(context, globals, { argv, line: lineOf(invocation) }, parts)
  try {
    if (globals.status === undefined) await runInto(invocation, job)
    else {
      const { withStatus } = await import('./run-status.ts')
      await withStatus(invocation, job, parts.secrets.redact, (tellOut) => runInto(invocation, job, tellOut))
    }
  } catch (error) {
    throw withHint(invocation.command, error)
  } finally {
    await job.release()
  }
}

async function checkedGlobals(
  invocation: Invocation,
  context: Context,
  { redact }: Parts['secrets'],
): Promise<Globals> {
  try {
    const globals = readGlobals(invocation.globals)
    checkDryRun(invocation, globals)
    return globals
  } catch (error) {
    if (typeof invocation.globals.status === 'string')
      await (await import('./refused-line.ts')).noteRefusedLine(invocation.argv, error, {
        context,
        redact,
        words: invocation.path,
      })
    throw error
  }
}

/** Takes the output for this run, and runs unless what is there is to stay. @param tellOut is told where the rows go */
async function runInto(
  typed: Invocation,
  opened: OpenedJob,
  tellOut?: (outs: readonly string[]) => Promise<void>,
): Promise<void> {
  const { since: last, overlap } = typed.command.window === undefined ? {} : typed.raw
  const isSince = last !== undefined || overlap !== undefined
  const since = isSince ? await (await import('../resume/since-last.ts')).openSinceLast(typed, opened) : undefined
  const asked = since === undefined ? typed : since.invocation
  if (asked === undefined) return
  // A name with its days, or the request of a dry run, is that of the whole periods.
  const isEarly = opened.globals.dryRun || hasPlaceholder(opened.globals)
  const invocation = isEarly ? await inWholePeriods(asked, opened) : asked
  const job = await withOutputName(invocation, opened)
  if (job.globals.moreOut.length > 0)
    await (await import('../output/more-outputs.ts')).checkOutputs(job.globals, job.context.files)
  const { out, moreOut, ifExists, dryRun } = job.globals
  await checkOwnFiles(invocation, job)
  await tellOut?.([out, ...moreOut].filter((one) => one !== undefined))
  const check = out === undefined ? undefined : await job.claim(out)
  if (ifExists !== undefined && (await (await import('../output/if-exists.ts')).isToStay(invocation, job))) return
  const checkMore: (FileLock['assertHeld'] | undefined)[] = []
  for (const one of moreOut) checkMore.push(one === undefined ? undefined : await job.claim(one))
  const run: Run = { invocation, job, checkMore, ...(check && { check }) }
  if (dryRun) return await show(run)
  const input = await execute(run)
  await since?.keep(input)
}

/** Rows that are added to a file are about whole periods. */
async function inWholePeriods(invocation: Invocation, job: OpenedJob): Promise<Invocation> {
  if (job.globals.append === undefined) return invocation
  return await (await import('../output/whole-periods.ts')).withWholePeriods(invocation, job)
}

/** Files that the command itself writes, and that the rows or the status would replace. */
async function checkOwnFiles({ command: { inputs }, raw }: Invocation, job: OpenedJob): Promise<void> {
  const own = Object.keys(inputs).filter((name) => inputs[name]?.writes === 'file' && typeof raw[name] === 'string')
  if (own.length === 0) return
  const { pathNamedTwice } = await import('../output/same-file.ts')
  const { out, moreOut, status } = job.globals
  const others = [out, ...moreOut, status].filter((one) => one !== undefined)
  for (const name of own) {
    const twice = await pathNamedTwice([...others, String(raw[name])], job.context.files)
    if (twice !== undefined)
      throw new Failure('usage', `${flagOf(name)}: ${twice.path} is written by another flag, too`)
  }
}

function hasPlaceholder({ out, moreOut }: Globals): boolean {
  return [out, ...moreOut].some((one) => one !== undefined && /[{}]/.test(one))
}

/** The same job with the placeholders of --out filled in. */
async function withOutputName(invocation: Invocation, job: OpenedJob): Promise<OpenedJob> {
  const { out, moreOut } = job.globals
  if (!hasPlaceholder(job.globals)) return job
  const { fillOutputName } = await import('../output/output-name.ts')
  const filled = (one: string | undefined) => (one === undefined ? one : fillOutputName(one, invocation, job))
  const more = await Promise.all(moreOut.map(filled))
  return { ...job, globals: { ...job.globals, ...defined({ out: await filled(out) }), moreOut: more } }
}

/** Decides how and where to write before anything is sent, reads the input, and writes the rows. @returns the input */
async function execute({ invocation: asked, job: opened, check, checkMore }: Run): Promise<Typed> {
  const isAppending = opened.globals.append !== undefined
  const appending = isAppending
    ? await (await import('../output/appending.ts')).openAppending(asked, opened)
    : undefined
  const invocation = await inWholePeriods(asked, opened)
  const { command, raw } = invocation
  const resume = await resumeOf(invocation, opened)
  const interrupted = resume?.interrupted
  const job: OpenedJob = { ...opened, ...(resume && { after: interrupted?.steps ?? null }) }
  let input: Typed = {}
  const begin = async () => {
    if (interrupted) await job.say(resumeNote(interrupted, resume.window))
    input = interrupted === undefined ? await readInput(command, raw, job) : withFlags(command, interrupted.input)
    resume?.setInput(input)
    await describePeriod(command, input, job)
    return await pagesOf(invocation, input, job)
  }
  const settled = interrupted?.printerState ?? appending?.columns
  const planFor = (globals: Globals, state?: Json) => chooseOutput(command, raw, { ...job, globals }, state)
  const { plan, more } =
    job.globals.moreOut.length === 0
      ? { plan: await planFor(job.globals, settled) }
      : await (await import('../output/more-outputs.ts')).planOutputs(planFor, job, checkMore)
  await writeRows(begin, plan, job, defined({ resume, check, appending, more }))
  return input
}

/** Tells a page or a workbook which dates were meant by the words of the line. */
async function describePeriod(command: Invocation['command'], input: Typed, job: OpenedJob): Promise<void> {
  if (job.globals.out === undefined && job.globals.format === undefined) return
  const { periodText } = await import('../output/provenance.ts')
  const period = periodText(command, input)
  if (period !== undefined) job.describe('Period', period)
}

/** Prints the requests that would be sent, in place of the rows; a command that sends none prints its rows. */
async function show({ invocation, job, check }: Run): Promise<void> {
  const { command, raw } = invocation
  const { dryRunOf } = await import('./dry-run.ts')
  const { pages, as }: DryRun = await dryRunOf(invocation, job)
  const begin = async (): Promise<Pages> => pages
  if (as === undefined) return await writeRows(begin, await chooseOutput(command, raw, job), job, defined({ check }))
  if (job.globals.jq !== undefined) await job.say('a dry run prints requests, and --jq filters those')
  const printing = { ...job, globals: forRequests(job.globals) }
  await writeRows(begin, await chooseOutput(as, raw, printing), printing)
}

/** Only a list can be gone on with: what writes must be seen through, and is not done by halves. */
async function resumeOf(invocation: Invocation, job: OpenedJob): Promise<Resume | undefined> {
  const { command, path } = invocation
  const { restart, resume, out } = job.globals
  const isList = command.effect === 'read' && command.single !== true && command.operations.some(({ paged }) => paged)
  if (resume !== undefined && out !== undefined)
    throw new Failure('usage', '--resume goes on after what was written to stdout, and --out finds its own way', {
      hint: 'leave out --resume',
    })
  if (resume !== undefined && restart)
    throw new Failure('usage', '--resume goes on, and --restart begins anew', { hint: 'leave out one of the two' })
  if (!isList && (restart || resume !== undefined))
    throw new Failure('usage', `gong ${path} is not a long list, so there is nothing to go on with`)
  return isList && job.globals.moreOut.length === 0
    ? await findResume(invocation, job, formatFor(command, job.globals, job.context.stdout))
    : undefined
}

function resumeNote({ rows, startedMs }: InterruptedRun, ends: WindowEnds | undefined): string {
  const at = new Date(startedMs).toISOString().replace(/\.\d+/, '')
  const window = ends === undefined ? '' : `: ${ends[0]} to ${ends[1]}, and not to now`
  return `goes on after the ${counted(rows, 'row')} of ${at}; dates mean what they meant then${window}`
}

/** What is about to be done, for the question: the words of the line and what was typed without a flag. */
function lineOf({ command, path, raw }: Invocation): string {
  return ['gong', path, ...command.arguments.flatMap((name) => raw[name] ?? [])].join(' ')
}

/** What sends nothing has no request to show, and must not do its work instead. */
function checkDryRun({ command, path }: Invocation, { dryRun }: Globals): void {
  if (dryRun && command.operations.length === 0 && (command.effect === 'read' || command.effect === 'local'))
    throw new Failure('usage', `--dry-run: gong ${path} sends nothing, so there is no request to show`)
}

/** What was typed about the rows says nothing about a request; --jq takes whatever is printed. */
function forRequests({ out: _, fields: __, ...globals }: Globals): Globals {
  return { ...globals, limit: Number.POSITIVE_INFINITY, ...(globals.format === 'raw' && { format: 'json' }) }
}
