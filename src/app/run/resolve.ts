import { defined } from '../../lib/defined.ts'
import { Failure } from '../../lib/errors.ts'
import type { OpenedJob } from '../job/open-job.ts'
import type { Globals } from '../model/globals.ts'
import type { Invocation } from '../model/invocation.ts'
import { flagOf } from '../model/labels.ts'
import type { SinceLast } from '../resume/since-last.ts'

/** A line whose dates are those that are asked for, and whose outputs have their names. */
export interface ResolvedLine {
  readonly invocation: Invocation
  readonly job: OpenedJob
  /** Of a line with `--since last`. */
  readonly since?: SinceLast
}

/**
 * Resolves what a line means by `--since last` and by the placeholders of --out, and checks its outputs.
 *
 * @returns `undefined` where nothing has passed since the last run
 * @throws Failure `usage`
 */
export async function resolveLine(typed: Invocation, opened: OpenedJob): Promise<ResolvedLine | undefined> {
  const { since: last, overlap } = typed.command.window === undefined ? {} : typed.raw
  const isSince = last !== undefined || overlap !== undefined
  const since = isSince ? await (await import('../resume/since-last.ts')).openSinceLast(typed, opened) : undefined
  const asked = since === undefined ? typed : since.invocation
  if (asked === undefined) return undefined
  const invocation = await inWholePeriods(asked, opened)
  const job = await withOutputName(invocation, opened)
  if (job.globals.moreOut.length > 0)
    await (await import('../output/more-outputs.ts')).checkOutputs(job.globals, job.context.files)
  await checkOwnFiles(invocation, job)
  return { invocation, job: invocation.command.ownsOut ? withOwnOut(job) : job, ...defined({ since }) }
}

function withOwnOut(job: OpenedJob): OpenedJob {
  const { out, ...globals } = job.globals
  return { ...job, globals: { ...globals, ...defined({ ownOut: out }) } }
}

/**
 * Rows that are added to a file are about whole periods. A name with its days, or the request of a dry run, is that of the
 * whole periods; else the file is looked at first.
 */
async function inWholePeriods(invocation: Invocation, job: OpenedJob): Promise<Invocation> {
  const { append, dryRun } = job.globals
  if (append === undefined || (!dryRun && !hasPlaceholder(job.globals))) return invocation
  return await (await import('../output/whole-periods.ts')).withWholePeriods(invocation, job)
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

/** Files that the command itself writes, and that the rows or the status would replace. */
async function checkOwnFiles(invocation: Invocation, job: OpenedJob): Promise<void> {
  const { command, raw } = invocation
  const { inputs } = command
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
  const { checkFailedFile } = await import('../output/results-file.ts')
  await checkFailedFile(invocation, job.context.files)
}
