import { isStreamed, type WireRequest } from '../api/transport.ts'
import type { House } from '../cli/main.ts'
import { Failure } from '../lib/errors.ts'
import type { Json, Pages } from '../lib/rows.ts'
import { counted } from '../lib/spelling.ts'
import type { Context, Held } from '../platform/ports.ts'
import type { Left } from '../state/resume/journal.ts'
import type { Ends, Wanted } from '../state/resume/line.ts'
import { type Resume, takeUp } from '../state/resume/resume.ts'
import { checkingFilters } from './check-filters.ts'
import { formatFor, plan } from './choose-output.ts'
import type { Job, Typed } from './command.ts'
import { perform } from './execute.ts'
import { type Globals, readGlobals } from './globals.ts'
import { isEmpty, readInput } from './input.ts'
import { type Opened, openJob, Planned } from './job.ts'
import { type Voice, voice } from './logger.ts'
import { withWayOut } from './missing-input.ts'
import type { Secrets } from './secrets.ts'

/** Decides how and where to write before anything is sent, reads the input, passes the gate, and pours the rows out. */
export async function run(wanted: Wanted, context: Context, house: House, secrets: Secrets): Promise<void> {
  const globals = readGlobals(wanted.globals)
  checkDryRun(wanted, globals)
  const speaking = voice(context, globals)
  const opened = openJob(context, globals, wanted.argv, speaking, { ...house, secrets })
  try {
    await pour(wanted, opened, speaking, globals.out === undefined ? undefined : await opened.claim(globals.out))
  } catch (error) {
    throw withWayOut(wanted.command, error)
  } finally {
    await opened.release()
  }
}

async function pour(wanted: Wanted, opened: Opened, speaking: Voice, check?: Held['check']): Promise<void> {
  const { command, raw } = wanted
  let input: Typed | undefined
  const resume = await resumeOf(wanted, opened, () => input ?? {})
  const job = { ...opened, after: resume && (resume.left?.steps ?? null) }
  const begin = async () => {
    if (resume?.left) await job.say(goingOn(resume.left, resume.then))
    input = resume?.left?.input ?? (await readInput(command, raw, job, deedOf(wanted)))
    await job.gate(command.effect, deedOf(wanted))
    if (Object.keys(command.inputs).some((name) => isEmpty(input?.[name]))) return nothing(job)
    return checkingFilters(command.run(input, job), command, raw, input, job)
  }
  try {
    await perform(begin, await plan(command, raw, job, resume?.left?.settled), job, speaking, { resume, check })
  } catch (error) {
    if (!(error instanceof Planned)) throw error
    if (input === undefined)
      await job.say('this looks up a name, and what follows depends on the answer: give an id to see that')
    const shown = { ...job, globals: forRequest(job.globals) }
    const { unfold: _, apart: __, format: ___, ...rest } = { ...command, single: true, fields: undefined }
    await perform(async () => planned(error.request), await plan(rest, raw, shown), shown, speaking)
  }
}

/** What comes of an empty list of ids: asked without them, Gong would give everything there is. */
async function* nothing(job: Job): Pages {
  await job.say('the list is empty, so nothing is asked for')
  yield* []
}

/** Only a list can be gone on with: what writes must be seen through, and is not done by halves. */
async function resumeOf(wanted: Wanted, job: Job, input: () => Typed): Promise<Resume | undefined> {
  const { command, path } = wanted
  const { restart, resume, dryRun, out } = job.globals
  const isList = command.effect === 'read' && command.single !== true && command.operations.some(({ paged }) => paged)
  if (resume !== undefined && out !== undefined)
    throw new Failure('usage', '--resume goes on after what was written to stdout, and --out finds its own way', {
      hint: 'leave out --resume',
    })
  if (!isList && (restart || resume !== undefined))
    throw new Failure('usage', `gong ${path} is not a long list, so there is nothing to go on with`)
  if (!isList || dryRun) return undefined
  return await takeUp(wanted, job, formatFor(command, job.globals, job.context.stdout), input)
}

function goingOn({ rows, began }: Left, then: Ends | undefined): string {
  const at = new Date(began).toISOString().replace(/\.\d+/, '')
  const window = then === undefined ? '' : `: ${then[0]} to ${then[1]}, and not to now`
  return `goes on after the ${counted(rows, 'row')} of ${at}; dates mean what they meant then${window}`
}

/** What is about to be done, for the question: the words of the line and what was typed without a flag. */
function deedOf({ command, path, raw }: Wanted): string {
  return ['gong', path, ...command.arguments.flatMap((name) => raw[name] ?? [])].join(' ')
}

/** What changes only this machine has no request to show, and must not do its work instead. */
function checkDryRun({ command, path }: Wanted, { dryRun }: Globals): void {
  if (dryRun && command.effect === 'write' && command.operations.length === 0)
    throw new Failure('usage', `--dry-run: gong ${path} sends nothing, so there is no request to show`)
}

/** What was typed about the rows says nothing about a request. */
function forRequest(globals: Globals): Globals {
  const format = globals.format === 'raw' ? 'json' : globals.format
  return { ...globals, format, out: undefined, fields: undefined, jq: undefined, limit: Number.POSITIVE_INFINITY }
}

/** The request of a dry run as one row; its credentials were never opened. */
async function* planned({ method, url, headers, body }: WireRequest): Pages {
  const request = { method, url, headers: { ...headers } }
  if (typeof body === 'string') yield { rows: [{ ...request, body: JSON.parse(body) as Json }] }
  else yield { rows: [isStreamed(body) ? { ...request, body: `a form of ${body.size} bytes` } : request] }
}
