import { Failure } from '../../lib/errors.ts'
import type { OpenedJob } from '../job/open-job.ts'
import { asFailure } from '../messages/as-failure.ts'
import type { Invocation } from '../model/invocation.ts'

/** What stands in the file of --status, in this order. */
interface RunStatus {
  readonly command: string
  readonly state: 'running' | 'done' | 'failed'
  /** ISO 8601, UTC. */
  readonly started: string
  readonly ended: string | null
  readonly rows: number
  readonly requests: number
  readonly exit: number | null
  readonly error: string | null
  /** A list where there are several. */
  readonly out: string | readonly string[] | null
}

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
  if (file === '-')
    throw new Failure('usage', '--status: stdout has the rows', { hint: '--status /run/gong/calls.json' })
  const assertHeld = await job.claim(file)
  const started = iso(context.clock.now())
  const status: { out: RunStatus['out'] } = { out: null }
  const write = async (rest: Pick<RunStatus, 'state' | 'ended' | 'exit' | 'error'>) => {
    const { state, ended, exit, error } = rest
    const { rows, requests } = counts
    const now: RunStatus = { command: `gong ${path}`, state, started, ended, rows, requests, exit, error, ...status }
    await assertHeld()
    await replaceFile(context.files, file, `${JSON.stringify(now)}\n`)
  }
  await context.files.removeTemporaryFiles(file)
  const running = { state: 'running', ended: null, exit: null, error: null } as const
  await write(running)
  try {
    await work(async (outs) => {
      if (outs.includes(file)) throw new Failure('usage', `--status and --out are one file, ${file}`)
      status.out = outs.length > 1 ? outs : (outs[0] ?? null)
      await write(running)
    })
  } catch (error) {
    const { message, exit } = asFailure(error, context)
    const failed = { state: 'failed', ended: iso(context.clock.now()), exit, error: redact(message) } as const
    // The run has failed for its own reason, which is the one to report.
    await write(failed).catch((problem) => job.warn(asFailure(problem, context).message))
    throw error
  }
  await write({ state: 'done', ended: iso(context.clock.now()), exit: 0, error: null })
}

/** Replaces a file atomically, with the mode that it had or that the umask leaves. */
async function replaceFile(files: OpenedJob['context']['files'], path: string, text: string): Promise<void> {
  const file = await files.create(path)
  try {
    await file.write(text)
    await file.commit()
  } catch (error) {
    await file.discard().catch(() => undefined)
    throw error
  }
}

function iso(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}
