import { defined } from '../../lib/defined.ts'
import { Failure } from '../../lib/errors.ts'
import type { Page, Pages } from '../../lib/rows.ts'
import { fileTypeOf } from '../../output/file/file-extension.ts'
import { openSink } from '../../output/file/sink.ts'
import { endOf } from '../../output/printer.ts'
import type { FileLock, Files, NewFile } from '../../platform/files.ts'
import { recordExport } from '../../state/exported-files.ts'
import type { OpenedJob } from '../job/open-job.ts'
import type { Globals } from '../model/globals.ts'
import type { OutputPlan } from './choose-output.ts'
import { reportColumns } from './report-columns.ts'
import { pathNamedTwice } from './same-file.ts'

/** The files after the first one of several `--out`: the same rows in other formats, each whole or not there. */
export interface MoreOutputs {
  /** The same pages; each is written to these outputs before it goes on. */
  through(pages: Pages): Pages
  commit(): Promise<void>
  discard(): Promise<void>
}

type WritingJob = Pick<OpenedJob, 'context' | 'globals' | 'logger'>

/** One of them, before it is opened. */
interface PlannedOutput {
  readonly plan: OutputPlan
  /** Absent for stdout. */
  readonly out: string | undefined
  readonly check?: FileLock['assertHeld']
}

/**
 * The flags as one of several outputs takes them: a chart is for what no ending gives a format of data, a byte order mark
 * for csv and tsv.
 */
function globalsFor(globals: Globals, out: string | undefined): Globals {
  const { out: _, chart, ...rest } = globals
  const format = out === undefined ? globals.format : (fileTypeOf(out).format ?? globals.format)
  return {
    ...rest,
    ...(out !== undefined && { out }),
    ...(chart !== undefined && format === undefined && { chart }),
    bom: globals.bom && (format === 'csv' || format === 'tsv'),
  }
}

/** @throws Failure `usage` for flags that only one output can take, and for one that is named twice */
export async function checkOutputs({ out, moreOut, append, ifExists, resume }: Globals, files: Files): Promise<void> {
  if (moreOut.length === 0) return
  const flag = append ? '--append' : ifExists ? '--if-exists' : resume ? '--resume' : undefined
  if (flag !== undefined)
    throw new Failure('usage', `${flag} is about one output, and -o names ${moreOut.length + 1}`, {
      hint: 'a run for each output',
    })
  const twice = await pathNamedTwice([out, ...moreOut], files)
  if (twice !== undefined) throw new Failure('usage', `-o ${twice.path ?? '-'} is named twice`)
}

/** The first output as it is written by itself, and all others. @param checks one for each of them, absent for stdout */
export async function planOutputs(
  planFor: (globals: Globals) => Promise<OutputPlan>,
  job: WritingJob,
  checks: readonly (FileLock['assertHeld'] | undefined)[],
): Promise<{ readonly plan: OutputPlan; readonly more: MoreOutputs }> {
  const { globals } = job
  const plan = await planFor(globalsFor(globals, globals.out))
  const planned: PlannedOutput[] = []
  for (const [at, out] of globals.moreOut.entries())
    planned.push({ out, plan: await planFor(globalsFor(globals, out)), ...defined({ check: checks[at] }) })
  return { plan, more: moreOutputs(planned, job) }
}

/** They are opened before the first page is asked for. */
function moreOutputs(planned: readonly PlannedOutput[], job: WritingJob): MoreOutputs {
  const opened: Opened[] = []
  const { context, globals, logger } = job
  return {
    async *through(pages) {
      for (const one of planned) {
        const sink = await openSink(context, one.out, undefined, one.plan.mode)
        opened.push({ ...one, sink, left: globals.limit })
        // Before the first row: what a dead run leaves is a copy, too.
        if (one.out !== undefined && sink.regular) await recordExport(context, one.out)
      }
      for await (const page of pages) {
        for (const one of opened) await writePage(one, page)
        yield page
      }
    },
    async commit() {
      for (const { plan, sink, check } of opened) {
        for await (const text of endOf(plan.print)) await sink.write(text)
        await check?.()
        await sink.commit()
        await reportColumns(plan, logger)
      }
    },
    async discard() {
      for (const { sink } of opened) await sink.discard()
    },
  }
}

interface Opened extends PlannedOutput {
  readonly sink: NewFile
  /** Rows of --limit that are still to come. */
  left: number
}

async function writePage(one: Opened, page: Page): Promise<void> {
  const { plan, sink, check } = one
  const given = plan.flatten === undefined ? page : plan.flatten(page)
  const rows = plan.mayStop ? given.rows.slice(0, one.left) : given.rows
  one.left -= rows.length
  if (page.absent !== undefined && (rows.length === 0 || plan.format === 'raw')) return
  const text = await plan.print.page({ ...given, rows })
  await check?.()
  await sink.write(text)
}
