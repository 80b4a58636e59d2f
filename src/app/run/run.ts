import { Failure } from '../../lib/errors.ts'
import type { Context } from '../../platform/ports.ts'
import { withHint } from '../input/missing-input.ts'
import { type OpenedJob, openJob, type Parts } from '../job/open-job.ts'
import { type Globals, readGlobals } from '../model/globals.ts'
import type { Invocation } from '../model/invocation.ts'
import { close } from './close.ts'
import { execute } from './execute.ts'
import { openRun } from './open.ts'
import { resolveLine } from './resolve.ts'

/** Runs a command line: what it means is resolved, what it writes to is opened, it is executed, and closed. */
export async function run(typed: Invocation, context: Context, parts: Parts): Promise<void> {
  const invocation = hasResults(typed) ? await withResults(typed) : typed
  const globals = await checkedGlobals(invocation, context, parts.secrets)
  const { argv, path } = invocation
  const job = openJob(context, globals, { argv, path, line: lineOf(invocation) }, parts)
  try {
    if (globals.status === undefined) await runLine(invocation, job)
    else {
      const { withStatus } = await import('./run-status.ts')
      await withStatus(invocation, job, parts.secrets.redact, (tellOut) => runLine(invocation, job, tellOut))
    }
  } catch (error) {
    throw withHint(invocation.command, error)
  } finally {
    await job.release()
  }
}

/** Whether the rows say what became of the lines of a file. */
function hasResults({ command: { inputs }, raw }: Invocation): boolean {
  return raw.results !== undefined || Object.keys(raw).some((name) => inputs[name]?.work !== undefined)
}

async function withResults(typed: Invocation): Promise<Invocation> {
  const { withResultsFile, withRowsOfLines } = await import('../output/results-file.ts')
  return withRowsOfLines(withResultsFile(typed))
}

/** @param tellOut is told where the rows go */
async function runLine(
  invocation: Invocation,
  job: OpenedJob,
  tellOut?: (outs: readonly string[]) => Promise<void>,
): Promise<void> {
  const line = await resolveLine(invocation, job)
  if (line === undefined) return
  const { out, moreOut } = line.job.globals
  await tellOut?.([out, ...moreOut].filter((one) => one !== undefined))
  const opened = await openRun(line)
  if (opened !== undefined) await close(opened, await execute(opened))
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

/** What sends nothing has no request to show, and must not do its work instead. */
function checkDryRun({ command, path }: Invocation, { dryRun }: Globals): void {
  if ('showsInDryRun' in command && command.showsInDryRun) return
  if (dryRun && command.operations.length === 0 && (command.effect === 'read' || command.effect === 'local'))
    throw new Failure('usage', `--dry-run: gong ${path} sends nothing, so there is no request to show`)
}

/** What is about to be done, for the question: the words of the line and what was typed without a flag. */
function lineOf({ command, path, raw }: Invocation): string {
  return ['gong', path, ...command.arguments.flatMap((name) => raw[name] ?? [])].join(' ')
}
