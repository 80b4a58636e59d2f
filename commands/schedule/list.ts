import { defineLocal } from '../../src/app/model/command.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { nextRunMs } from '../../src/schedule/cron-text.ts'
import { listSchedules, readRun, type ScheduleRun } from '../../src/schedule/schedules.ts'
import { starterOf } from '../../src/schedule/starters.ts'

export const listScheduleCommand = defineLocal({
  name: 'list',
  summary: 'List the schedules: their last run, their state, the next run',
  operations: [],
  inputs: {},
  arguments: [],
  fields: ['name', 'cron', 'zone', 'by', 'state', 'lastRun', 'exit', 'next', 'command', 'folder'],
  columns: ['name', 'cron', 'state', 'lastRun', 'exit', 'next', 'command'],
  examples: ['gong schedule list'],
  async *run(_input, { context, about }) {
    for (const schedule of await listSchedules(context)) {
      const { name, cron, zone, by, command, cwd } = schedule
      const run = await readRun(context, name)
      const isThere = await starterOf(by, context, about.install())
        .isInstalled(name)
        .catch(() => false)
      const nextMs = isThere ? nextRunMs(cron, zone, context.clock.now()) : undefined
      yield {
        rows: [
          {
            ...{ name, cron, zone, by, state: isThere ? stateOf(run) : 'not installed' },
            ...{ lastRun: run?.started ?? null, exit: run?.exit ?? null },
            next: nextMs === undefined ? null : new Date(nextMs).toISOString(),
            ...{ command: shellQuote(['gong', ...command]), folder: cwd },
          },
        ],
      }
    }
  },
})

function stateOf(run: ScheduleRun | undefined): string {
  if (run === undefined) return 'never run'
  if (run.ended === null) return 'running'
  return run.exit === 0 ? 'done' : 'failed'
}
