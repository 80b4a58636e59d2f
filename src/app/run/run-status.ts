import { Failure } from '../../lib/errors.ts'
import { utcTime } from '../../lib/utc-time.ts'
import type { OpenedJob } from '../job/open-job.ts'
import { asFailure } from '../messages/as-failure.ts'
import type { Invocation } from '../model/invocation.ts'
import { isSameFile } from '../output/same-file.ts'
import { checkStatusFile, type RunStatus, writeStatusFile } from './status-file.ts'

/**
 * Runs a command while the file of --status says so, and leaves there what it came to. The file is replaced as a whole, so
 * that whoever reads it never finds a part.
 *
 * @param work tells the files that the rows go to as soon as they are known
 * @throws Failure `usage` when the file cannot be written, `declined` while another run keeps it; nothing was sent
 */
export async function withStatus(
  { path }: Invocation,
  job: OpenedJob,
  redact: (text: string) => string,
  work: (tellOut: (outs: readonly string[]) => Promise<void>) => Promise<void>,
): Promise<void> {
  const { context, globals, counts } = job
  const file = globals.status
  if (file === undefined || globals.dryRun) return await work(async () => undefined)
  const { files } = context
  const checkOuts = async (outs: readonly (string | undefined)[]) => {
    for (const out of outs)
      if (out !== undefined && (await isSameFile(out, file, files)))
        throw new Failure('usage', `--status and --out are one file, ${file}`)
  }
  await checkOuts([globals.out, ...globals.moreOut])
  await checkStatusFile(file, files)
  const assertHeld = await job.claim(file)
  const started = utcTime(context.clock.now())
  const status: { out: RunStatus['out'] } = { out: null }
  const write = async (rest: Pick<RunStatus, 'state' | 'ended' | 'exit' | 'error'>) => {
    const { state, ended, exit, error } = rest
    const { rows, requests } = counts
    await assertHeld()
    const now = { command: `gong ${path}`, state, started, ended, rows, requests, exit, error, ...status }
    await writeStatusFile(file, now, files)
  }
  const running = { state: 'running', ended: null, exit: null, error: null } as const
  await write(running)
  try {
    await work(async (outs) => {
      await checkOuts(outs)
      status.out = outs.length > 1 ? outs : (outs[0] ?? null)
      await write(running)
    })
  } catch (error) {
    const { message, exit } = asFailure(error, context)
    const failed = { state: 'failed', ended: utcTime(context.clock.now()), exit, error: redact(message) } as const
    // The run has failed for its own reason, which is the one to report.
    await write(failed).catch((problem) => job.warn(asFailure(problem, context).message))
    throw error
  }
  await write({ state: 'done', ended: utcTime(context.clock.now()), exit: 0, error: null })
}
