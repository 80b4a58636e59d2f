import { defineLocal } from '../../src/app/model/command.ts'
import { Failure, type FailureKind, failures } from '../../src/lib/errors.ts'
import { runClean } from '../../src/schedule/clean-run.ts'
import { addToLog, logPath, readSchedule, writeRun } from '../../src/schedule/schedules.ts'
import { NAME } from './inputs.ts'

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
  async *run({ name }, { context, about, claim }) {
    const schedule = await readSchedule(context, name)
    const now = () => `${new Date(context.clock.now()).toISOString().slice(0, 19)}Z`
    const assertHeld = await claim(logPath(context, name))
    const started = now()
    await writeRun(context, name, { started, ended: null, exit: null })
    const result = await runClean(context, about.install(), schedule)
    const exit = result?.exit ?? failures.local.exit
    const said = result === undefined ? `${about.install().command[0]} cannot be started\n` : textOf(result)
    await assertHeld()
    await addToLog(context, name, `${started} begins\n${said}${now()} ends with ${exit}\n`)
    await writeRun(context, name, { started, ended: now(), exit })
    if (exit !== 0)
      throw new Failure(kindOf(exit), `schedule ${name} ended with ${exit}`, { hint: `gong schedule log ${name}` })
    yield* []
  },
})

function textOf({ stdout, stderr }: { readonly stdout: Uint8Array; readonly stderr: Uint8Array }): string {
  const text = Buffer.concat([stdout, stderr]).toString()
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
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
