import { defined } from '../../lib/defined.ts'
import { once } from '../../lib/once.ts'
import type { Absent, Json, Page, Pages } from '../../lib/rows.ts'
import { fileTypeOf } from '../../output/file/file-extension.ts'
import { openSink } from '../../output/file/sink.ts'
import type { FileLock, NewFile } from '../../platform/files.ts'
import { recordExport } from '../../state/exported-files.ts'
import { PART_SUFFIX } from '../../state/find-journal.ts'
import type { OpenedJob } from '../job/open-job.ts'
import type { Globals } from '../model/globals.ts'
import type { Invocation } from '../model/invocation.ts'
import type { Appending } from '../output/appending.ts'
import { chooseOutput, type OutputPlan } from '../output/choose-output.ts'
import type { MoreOutputs } from '../output/more-outputs.ts'
import { findResume, type Resume } from '../resume/resume.ts'
import type { SinceLast } from '../resume/since-last.ts'
import type { ResolvedLine } from './resolve.ts'

/** One command line, resolved and open: but for its counts, nothing of it changes until it is closed. */
export interface Run {
  readonly invocation: Invocation
  readonly job: OpenedJob
  readonly plan: OutputPlan
  /** Where the rows go. */
  readonly sink: NewFile
  /** Where the same rows go besides. */
  readonly more?: MoreOutputs
  readonly written: Written
  /** Remembers how far the rows got; absent for a command that nothing could go on with. */
  readonly resume?: Resume
  /** Of a line with `--since last`. */
  readonly since?: SinceLast
  /** What a dry run prints in place of the command's rows. */
  readonly shown?: Pages
  /** @throws Failure `local` when another run has taken the output */
  assertOurs(): Promise<void>
  /** Records the file among those with people's data, with its first rows: what a dead run leaves is a copy, too. */
  recordOutput(): Promise<void>
}

/** What was written so far. */
export interface Written {
  rows: number
  /** Records that were read for them. */
  read: number
  /** How many of the things asked for did not work out. */
  failed: number
  /** How many records more Gong counted than it gave; below 0, fewer. */
  missing: number
  /** Whether the last page's total counts what Gong has not analysed yet. */
  countsUnanalysed: boolean
  /** Why what answered cannot be believed. */
  problem: string | undefined
  /** What ended the run before it was through. */
  ended: Error | undefined
  /** Called once everything is written. */
  onWritten: Page['onWritten']
  /** What was asked for by id and did not come. */
  absent: Absent | undefined
  /** Why nothing of `failed` is an error. */
  waiting: string | undefined
  /** Where another run could go on. */
  resumeStep: Json | undefined
  /** Whether the end was written. */
  isWhole: boolean
}

/** The output of a run, before it is opened. */
interface PlannedRun extends Pick<Run, 'invocation' | 'job' | 'plan' | 'more' | 'resume' | 'since' | 'shown'> {
  readonly appending?: Appending
  /** Throws when another run has taken the output. */
  readonly check?: FileLock['assertHeld']
}

/**
 * Takes the outputs for this run alone, looks for an interrupted one, and decides how and where to write, before anything is
 * sent.
 *
 * @returns `undefined` where the file that is there is to stay
 * @throws Failure `usage` for what cannot be written so, `declined` while another run writes it
 */
export async function openRun({ invocation: asked, job: opened, since }: ResolvedLine): Promise<Run | undefined> {
  const { out, moreOut, ifExists, dryRun } = opened.globals
  const check = out === undefined ? undefined : await opened.claim(out)
  if (ifExists !== undefined && (await (await import('../output/if-exists.ts')).isToStay(asked, opened))) return
  const checkMore: (FileLock['assertHeld'] | undefined)[] = []
  for (const one of moreOut) checkMore.push(one === undefined ? undefined : await opened.claim(one))
  if (dryRun) return await openDryRun(asked, opened, check)
  const { invocation, appending } = await openAppend(asked, opened)
  const resume = await findResume(invocation, opened)
  const interrupted = resume?.interrupted
  const job: OpenedJob = { ...opened, ...(resume && { after: interrupted?.steps ?? null }) }
  const settled = interrupted?.printerState ?? appending?.columns
  const planFor = async (globals: Globals, state?: Json) =>
    await chooseOutput(invocation.command, invocation.raw, await withDialect(invocation, { ...job, globals }), state)
  const outputs =
    moreOut.length === 0
      ? { plan: await planFor(job.globals, settled) }
      : await (await import('../output/more-outputs.ts')).planOutputs(planFor, job, checkMore)
  return await openOutput({ invocation, job, ...outputs, ...defined({ resume, since, appending, check }) })
}

/** Who opens the table can open its results: they have the same separator, where they are CSV. */
async function withDialect({ resultsOf }: Invocation, job: OpenedJob): Promise<OpenedJob> {
  const { globals } = job
  const { out, moreOut } = globals
  const isResults = out !== undefined && out === (moreOut.at(-1) ?? out)
  if (resultsOf === undefined || !isResults || fileTypeOf(out).format !== 'csv') return job
  const { dialectOfTable } = await import('../output/table-dialect.ts')
  const { separator, bom = false } = (await dialectOfTable(resultsOf, job)) ?? {}
  return { ...job, globals: { ...globals, bom: globals.bom || bom, ...defined({ separator }) } }
}

/** The requests that would be sent, in place of the rows; a command that sends none prints its rows. */
async function openDryRun(invocation: Invocation, opened: OpenedJob, check?: FileLock['assertHeld']): Promise<Run> {
  const { dryRunOf } = await import('./dry-run.ts')
  const { pages: shown, as = invocation.command, job } = await dryRunOf(invocation, opened)
  const plan = await chooseOutput(as, invocation.raw, job)
  return await openOutput({ invocation, job, plan, shown, ...defined({ check }) })
}

/** The file that rows are added to, whose periods are whole. */
async function openAppend(invocation: Invocation, job: OpenedJob) {
  if (job.globals.append === undefined) return { invocation }
  const { openAppending } = await import('../output/appending.ts')
  const { withWholePeriods } = await import('../output/whole-periods.ts')
  const appending = await openAppending(invocation, job)
  return { invocation: await withWholePeriods(invocation, job), appending }
}

/** Opens the place where rows go. @throws Failure `usage` when it cannot be written */
async function openOutput({ appending, check, ...run }: PlannedRun): Promise<Run> {
  const { plan, resume } = run
  const { context, globals, counts } = run.job
  const assertOurs = check ?? (async () => undefined)
  const keepsPart = resume !== undefined || appending !== undefined
  const part = keepsPart ? { suffix: PART_SUFFIX, bytes: resume?.interrupted?.bytes ?? 0 } : undefined
  const opened = await openSink(context, globals.out, part, plan.mode)
  const sink = whileOurs((await appending?.addingTo(opened, plan, assertOurs)) ?? opened, assertOurs)
  const { rows = 0, read = 0, failed = 0, duplicates = 0 } = resume?.interrupted ?? {}
  counts.duplicates = duplicates
  return {
    ...run,
    sink,
    written: { ...NOTHING, rows, read, failed },
    assertOurs,
    recordOutput: once(async () => {
      if (globals.out !== undefined && sink.regular) await recordExport(context, globals.out)
    }),
  }
}

const NOTHING: Written = {
  rows: 0,
  read: 0,
  failed: 0,
  missing: 0,
  countsUnanalysed: false,
  problem: undefined,
  ended: undefined,
  onWritten: undefined,
  absent: undefined,
  waiting: undefined,
  resumeStep: undefined,
  isWhole: false,
}

/** A file that is only written while no other run has taken it. */
function whileOurs(sink: NewFile, check: FileLock['assertHeld']): NewFile {
  return {
    ...sink,
    get size() {
      return sink.size
    },
    write: (chunk) => check().then(() => sink.write(chunk)),
    flush: () => check().then(() => sink.flush()),
    commit: () => check().then(() => sink.commit()),
  }
}
