import { once } from '../../lib/once.ts'
import type { Absent, Json, Page, Pages } from '../../lib/rows.ts'
import { openSink } from '../../output/file/sink.ts'
import type { FileLock, NewFile } from '../../platform/files.ts'
import { recordExport } from '../../state/exported-files.ts'
import { PART_SUFFIX } from '../../state/find-journal.ts'
import type { OpenedJob } from '../job/open-job.ts'
import type { Resume } from '../resume/resume.ts'
import type { Appending } from './appending.ts'
import type { OutputPlan } from './choose-output.ts'

export type WritingJob = Pick<OpenedJob, 'context' | 'globals' | 'logger' | 'progress' | 'counts'>

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
  /** What was asked for by id and did not come. */
  absent: Absent | undefined
  /** Why nothing of `failed` is an error. */
  waiting: string | undefined
  /** Where another run could go on. */
  resumeStep: Json | undefined
  /** Whether the end was written. */
  isWhole: boolean
}

/** Where the rows of a run go, and how far they got. */
export interface OpenOutput {
  readonly plan: OutputPlan
  readonly job: WritingJob
  readonly sink: NewFile
  readonly written: Written
  /** Remembers how far the rows got; absent for a command that nothing could go on with. */
  readonly resume: Resume | undefined
  /** @throws Failure `local` when another run has taken the output */
  assertOurs(): Promise<void>
  /** Records the file among those with people's data. */
  recordOutput(): Promise<void>
}

/** The files after the first one of several `--out`: the same rows in other formats, each whole or not there. */
export interface MoreOutputs {
  /** The same pages; each is written to these outputs before it goes on. */
  through(pages: Pages): Pages
  commit(): Promise<void>
  discard(): Promise<void>
}

export interface OutputOptions {
  readonly resume?: Resume
  /** Throws when another run has taken the output. */
  readonly check?: FileLock['assertHeld']
  /** Adds the rows to the file that is there. */
  readonly appending?: Appending
  /** Where the same rows go besides. */
  readonly more?: MoreOutputs
}

const NOTHING: Written = {
  rows: 0,
  read: 0,
  failed: 0,
  missing: 0,
  countsUnanalysed: false,
  problem: undefined,
  absent: undefined,
  waiting: undefined,
  resumeStep: undefined,
  isWhole: false,
}

/** Opens the place where rows go. @throws Failure `usage` when it cannot be written */
export async function openOutput(
  plan: OutputPlan,
  job: WritingJob,
  { resume, check: assertOurs = async () => undefined, appending }: OutputOptions,
): Promise<OpenOutput> {
  const { context, globals, counts } = job
  const keepsPart = resume !== undefined || appending !== undefined
  const part = keepsPart ? { suffix: PART_SUFFIX, bytes: resume?.interrupted?.bytes ?? 0 } : undefined
  const opened = await openSink(context, globals.out, part, plan.mode)
  const sink = whileOurs(appending?.addingTo(opened, plan, assertOurs) ?? opened, assertOurs)
  const { rows = 0, read = 0, failed = 0, duplicates = 0 } = resume?.interrupted ?? {}
  counts.duplicates = duplicates
  return {
    plan,
    job,
    sink,
    written: { ...NOTHING, rows, read, failed },
    resume,
    assertOurs,
    recordOutput: once(async () => {
      if (globals.out !== undefined && sink.regular) await recordExport(context, globals.out)
    }),
  }
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

/** Takes note of a page that was written. */
export function countPage(written: Written, page: Page): void {
  const { rows, readCount = rows.length, failed = 0, waiting, total, absent, resumeStep } = page
  written.rows += rows.length
  written.read += readCount
  written.failed += failed
  written.missing = (total ?? written.read) - written.read
  written.countsUnanalysed = page.countsUnanalysed === true
  written.absent = absent
  written.problem ??= page.problem
  written.resumeStep = resumeStep
  written.waiting = waiting
}

/** Flushes the rows before the journal claims them, and notes the file with its first page: what a dead run leaves is a copy, too. */
export async function checkpointRows({ plan, job, sink, written, resume, recordOutput }: OpenOutput): Promise<void> {
  const settled = plan.print.resumeState?.()
  const { resumeStep, rows, read, failed } = written
  if (resumeStep === undefined || settled === undefined) return
  await sink.flush()
  await resume?.checkpoint({
    rows,
    read,
    failed,
    duplicates: job.counts.duplicates,
    bytes: sink.size,
    printerState: settled,
  })
  await recordOutput()
}
