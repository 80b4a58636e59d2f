import type { House } from '../cli/main.ts'
import { Failure } from '../lib/errors.ts'
import type { Pages } from '../lib/rows.ts'
import { counted } from '../lib/spelling.ts'
import type { FileLock } from '../platform/files.ts'
import type { Context } from '../platform/ports.ts'
import type { Left } from '../state/resume/journal.ts'
import type { Ends, Wanted } from '../state/resume/line.ts'
import { type Resume, takeUp } from '../state/resume/resume.ts'
import { carryOut } from './change.ts'
import { checkingFilters } from './check-filters.ts'
import { chooseOutput, formatFor } from './choose-output.ts'
import type { Command, LocalCommand, OldCommand, Query } from './command.ts'
import { alone, type DryRun, firstRequest, plannedRequests, showing } from './dry-run.ts'
import { perform, upTo } from './execute.ts'
import { type Globals, readGlobals } from './globals.ts'
import { isEmpty, readInput } from './input.ts'
import type { Raw, Typed } from './inputs.ts'
import { type Voice, voice } from './logger.ts'
import { withWayOut } from './missing-input.ts'
import { type Opened, openJob, Planned } from './open-job.ts'
import type { Plan } from './plan.ts'
import type { Secrets } from './secrets.ts'

/** One command line, resolved and open: nothing of it changes until it is over. */
interface Run {
  readonly asked: Wanted
  readonly job: Opened
  readonly logger: Voice
  /** Throws when another run has taken the output. */
  readonly check?: FileLock['assertHeld']
}

/** Runs a command: resolves its flags, opens what it may use, executes it, and closes. */
export async function run(asked: Wanted, context: Context, house: House, secrets: Secrets): Promise<void> {
  const globals = readGlobals(asked.globals)
  checkDryRun(asked, globals)
  const logger = voice(context, globals)
  const job = openJob(context, globals, asked.argv, logger, { ...house, secrets, line: lineOf(asked) })
  try {
    const check = globals.out === undefined ? undefined : await job.claim(globals.out)
    const opened: Run = { asked, job, logger, ...(check && { check }) }
    await (globals.dryRun ? show(opened) : execute(opened))
  } catch (error) {
    throw withWayOut(asked.command, error)
  } finally {
    await job.release()
  }
}

/** Decides how and where to write before anything is sent, reads the input, and writes the rows. */
async function execute({ asked, job: opened, logger, check }: Run): Promise<void> {
  const { command, raw } = asked
  const resume = await resumeOf(asked, opened)
  const job = { ...opened, after: resume && (resume.left?.steps ?? null) }
  const begin = async () => {
    if (resume?.left) await job.say(goingOn(resume.left, resume.then))
    const input = resume?.left?.input ?? (await readInput(command, raw, job))
    resume?.startWith(input)
    return await pagesOf(asked, input, job)
  }
  await perform(begin, await chooseOutput(command, raw, job, resume?.left?.settled), job, logger, { resume, check })
}

/** Prints the requests that would be sent, in place of the rows; a command that sends none prints its rows. */
async function show({ asked, job, logger, check }: Run): Promise<void> {
  const { command, raw } = asked
  const { pages, as } = await shownBy(asked, job)
  if (as === undefined)
    return await perform(async () => pages, await chooseOutput(command, raw, job), job, logger, { check })
  const printing = { ...job, globals: forRequests(job.globals) }
  await perform(async () => pages, await chooseOutput(as, raw, printing), printing, logger)
}

async function shownBy({ command, raw }: Wanted, job: Opened): Promise<DryRun> {
  if (!isOld(command) && 'plan' in command)
    return await plannedRequests(await command.plan(await readInput(command, raw, job), job), job)
  const look = showing(job)
  const isReading = command.effect === 'read' || command.effect === 'local'
  const read = await look.orRequest(readInput(command, raw, isReading ? look.job : job))
  if ('value' in read) return await firstRequest(look, (dry) => rowsOf(command, raw, read.value, dry)).catch(asPlanned)
  await job.say('this looks up a name, and what follows depends on the answer: give an id to see that')
  return alone(read.request)
}

/** A command that is not converted yet ends with its first request. */
function asPlanned(error: unknown): DryRun {
  if (error instanceof Planned) return alone(error.request)
  throw error
}

async function pagesOf({ command, raw }: Wanted, input: Typed, job: Opened): Promise<Pages> {
  if (isOld(command)) {
    await job.gate(command.effect, job.line)
    return rowsOf(command, raw, input, job)
  }
  if (!('plan' in command)) return rowsOf(command, raw, input, job)
  const planned = await command.plan(input, job)
  return hasNoSteps(planned) ? upTo(carryOut(planned, command, job), job) : carryOut(planned, command, job)
}

/** What only reads may end early, where enough has come or nobody reads it any more. */
function hasNoSteps({ steps }: Plan): boolean {
  return Array.isArray(steps) && steps.length === 0
}

function rowsOf(command: Query | LocalCommand | OldCommand, raw: Raw, input: Typed, job: Opened): Pages {
  if (Object.keys(command.inputs).some((name) => isEmpty(input[name]))) return nothing(job)
  return checkingFilters(
    'rows' in command ? command.rows(input, job) : command.run(input, job),
    command,
    raw,
    input,
    job,
  )
}

function isOld(command: Command): command is OldCommand {
  return 'run' in command && command.effect !== 'local'
}

/** What comes of an empty list of ids: asked without them, Gong would give everything there is. */
async function* nothing(job: Opened): Pages {
  await job.say('the list is empty, so nothing is asked for')
  yield* []
}

/** Only a list can be gone on with: what writes must be seen through, and is not done by halves. */
async function resumeOf(asked: Wanted, job: Opened): Promise<Resume | undefined> {
  const { command, path } = asked
  const { restart, resume, dryRun, out } = job.globals
  const isList = command.effect === 'read' && command.single !== true && command.operations.some(({ paged }) => paged)
  if (resume !== undefined && out !== undefined)
    throw new Failure('usage', '--resume goes on after what was written to stdout, and --out finds its own way', {
      hint: 'leave out --resume',
    })
  if (!isList && (restart || resume !== undefined))
    throw new Failure('usage', `gong ${path} is not a long list, so there is nothing to go on with`)
  if (!isList || dryRun) return undefined
  return await takeUp(asked, job, formatFor(command, job.globals, job.context.stdout))
}

function goingOn({ rows, began }: Left, then: Ends | undefined): string {
  const at = new Date(began).toISOString().replace(/\.\d+/, '')
  const window = then === undefined ? '' : `: ${then[0]} to ${then[1]}, and not to now`
  return `goes on after the ${counted(rows, 'row')} of ${at}; dates mean what they meant then${window}`
}

/** What is about to be done, for the question: the words of the line and what was typed without a flag. */
function lineOf({ command, path, raw }: Wanted): string {
  return ['gong', path, ...command.arguments.flatMap((name) => raw[name] ?? [])].join(' ')
}

/** What changes only this machine has no request to show, and must not do its work instead. */
function checkDryRun({ command, path }: Wanted, { dryRun }: Globals): void {
  const changesHere = command.effect === 'local' || (isOld(command) && command.effect === 'write')
  if (dryRun && changesHere && command.operations.length === 0)
    throw new Failure('usage', `--dry-run: gong ${path} sends nothing, so there is no request to show`)
}

/** What was typed about the rows says nothing about a request. */
function forRequests(globals: Globals): Globals {
  const format = globals.format === 'raw' ? 'json' : globals.format
  return { ...globals, format, out: undefined, fields: undefined, jq: undefined, limit: Number.POSITIVE_INFINITY }
}
