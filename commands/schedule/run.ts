import { defineLocal } from '../../src/app/model/command.ts'
import type { Job } from '../../src/app/model/job.ts'
import { Failure, type FailureKind, failures } from '../../src/lib/errors.ts'
import { counted } from '../../src/lib/spelling.ts'
import { utcTime } from '../../src/lib/utc-time.ts'
import type { ProgramResult } from '../../src/platform/programs.ts'
import { runClean } from '../../src/schedule/clean-run.ts'
import { addToLog, logPath, readSchedule, type Schedule, writeRun } from '../../src/schedule/schedules.ts'
import { NAME } from './inputs.ts'
import { keepForNextRun } from './reservation.ts'

export const runSchedule = defineLocal({
  name: 'run',
  summary: 'Run a schedule now, as cron does',
  operations: [],
  inputs: { name: NAME },
  arguments: ['name'],
  columns: [],
  // Cron mails what a job prints.
  format: 'raw',
  examples: ['gong schedule run weekly'],
  cautions: [
    'What it says goes into its log, and it ends as its line does. One run of a schedule is under way at a time.',
  ],
  async *run({ name }, job) {
    const { context, about, claim } = job
    const schedule = await readSchedule(context, name)
    const now = () => utcTime(context.clock.now())
    const assertHeld = await claim(logPath(context, name))
    const started = now()
    await writeRun(context, name, { started, ended: null, exit: null })
    const result = await runClean(context, about.install(), schedule)
    const exit = result?.exit ?? failures.local.exit
    const why = result === undefined ? await whyNot(schedule, job) : undefined
    const said = result === undefined ? `${why}\n` : textOf(result)
    await assertHeld()
    await addToLog(context, name, `${started} begins\n${said}${now()} ends with ${exit}\n`)
    await writeRun(context, name, { started, ended: now(), exit })
    await keepForNextRun(schedule, job)
    if (exit !== 0)
      throw new Failure(
        kindOf(exit),
        `schedule ${name} ${why === undefined ? `ended with ${exit}` : `did not start: ${why}`}`,
        { hint: `gong schedule log ${name}` },
      )
    yield* []
  },
})

/** Why the program did not start: its folder is gone, or itself. */
async function whyNot({ cwd }: Schedule, { context, about }: Job): Promise<string> {
  const isThere = (await context.files.list(cwd)) !== undefined
  return isThere ? `${about.install().command[0]} cannot be started` : `the folder ${cwd} is not there any more`
}

/** What the line said, without the rows that it printed: they may hold what a log has no business with. */
function textOf({ stdout, stderr }: ProgramResult): string {
  const text = new TextDecoder().decode(stderr)
  const end = text === '' || text.endsWith('\n') ? '' : '\n'
  const printed = stdout.length === 0 ? '' : `${counted(stdout.length, 'byte')} of rows went nowhere: there is no -o\n`
  return `${text}${end}${printed}`
}

/** The kind of failure that ends with this code. */
function kindOf(exit: number): FailureKind {
  const kinds: readonly FailureKind[] = [
    'usage',
    'auth',
    'not-found',
    'rejected',
    'limited',
    'unreachable',
    'partial',
    'declined',
    'local',
  ]
  return kinds.find((kind) => failures[kind].exit === exit) ?? 'local'
}
