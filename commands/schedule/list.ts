import { defineLocal } from '../../src/app/model/command.ts'
import type { Job } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { nextRun } from '../../src/schedule/cron-expression.ts'
import { cronZone } from '../../src/schedule/cron-zone.ts'
import { isRunning, readRun, readSchedule, type ScheduleRun, scheduleNames } from '../../src/schedule/schedules.ts'
import { starterOf } from '../../src/schedule/starters.ts'

export const listScheduleCommand = defineLocal({
  name: 'list',
  summary: 'List the schedules: their last run, their state, the next run',
  operations: [],
  inputs: {},
  arguments: [],
  fields: ['name', 'cron', 'zone', 'by', 'state', 'lastRun', 'exit', 'next', 'reserve', 'command', 'folder'],
  columns: ['name', 'cron', 'state', 'lastRun', 'exit', 'next', 'reserve', 'command'],
  examples: ['gong schedule list'],
  cautions: [
    'The times are those that stand in the crontab or in the timer, also where somebody has edited them there.',
  ],
  async *run(_input, job) {
    for (const name of await scheduleNames(job.context)) yield { rows: [await rowOf(name, job)] }
  },
})

async function rowOf(name: string, { context, about, warn }: Job): Promise<Row> {
  const run = await readRun(context, name)
  const last = { lastRun: run?.started ?? null, exit: run?.exit ?? null }
  try {
    const schedule = await readSchedule(context, name)
    const { by, command, cwd, reserve } = schedule
    const cron = await starterOf(by, context, about.install()).timesOf(schedule)
    const zone = by === 'cron' ? await cronZone(context) : schedule.zone
    return {
      ...{
        name,
        cron: cron ?? schedule.cron,
        zone,
        by,
        state: cron === undefined ? 'not installed' : await stateOf(name, run, context),
      },
      ...{ ...last, next: (cron && nextRun(cron, zone, context.clock.now())) ?? null },
      ...{ reserve: reserve?.requests ?? null, command: shellQuote(['gong', ...command]), folder: cwd },
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    await warn(`${name}: ${error.message}`)
    return { name, state: 'unknown', ...last }
  }
}

async function stateOf(name: string, run: ScheduleRun | undefined, context: Job['context']): Promise<string> {
  if (run === undefined) return 'never run'
  if (run.ended === null) return (await isRunning(context, name)) ? 'running' : 'killed'
  return run.exit === 0 ? 'done' : 'failed'
}
