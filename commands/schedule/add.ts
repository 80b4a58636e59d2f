import type { Entry } from '../../src/app/job/app.ts'
import { defineLocal } from '../../src/app/model/command.ts'
import type { Inputs } from '../../src/app/model/inputs.ts'
import type { Job } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import { localTimeFormatter } from '../../src/lib/local-time.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { checkZone } from '../../src/lib/zones.ts'
import { keptVariables } from '../../src/schedule/clean-run.ts'
import { nextRun, toFiveFields } from '../../src/schedule/cron-expression.ts'
import { cronZone } from '../../src/schedule/cron-zone.ts'
import { githubWorkflow } from '../../src/schedule/github-workflow.ts'
import { isSameSchedule, isSchedule, readSchedule, type Schedule, writeSchedule } from '../../src/schedule/schedules.ts'
import { starterOf } from '../../src/schedule/starters.ts'
import { NAME } from './inputs.ts'
import { readScheduledLine, type ScheduledLine } from './line.ts'
import { prove } from './prove.ts'
import { keepForNextRun, reservationFor } from './reservation.ts'

const inputs = {
  name: NAME,
  command: {
    ...{ kind: 'text', repeat: true, required: true, commandLine: true },
    help: 'the line to run, after --, without the word gong',
  },
  cron: { kind: 'text', required: true, hint: 'five fields', help: "when, as in a crontab: '0 6 * * 1', @weekly" },
  tz: { kind: 'text', hint: 'zone', help: "zone of --cron; the machine's, where cron starts it" },
  systemd: { kind: 'flag', help: 'a timer of systemd, for this user, instead of a line in the crontab' },
  github: { kind: 'flag', help: 'print a workflow for GitHub Actions instead, and change nothing here' },
  reserve: { kind: 'count', help: 'keep so many requests of the day for it, on the days when it runs' },
  noRun: { kind: 'flag', help: 'do not run the line now; only the credential is tried' },
} as const satisfies Inputs

/** @param entries of the whole tree, to read the line that is to run */
export function addSchedule(entries: readonly Entry[]) {
  return defineLocal({
    name: 'add',
    summary: 'Run a line by itself, at times',
    operations: [],
    inputs,
    arguments: ['name', 'command'],
    fields: ['name', 'cron', 'zone', 'by', 'next', 'command', 'written'],
    columns: ['name', 'cron', 'zone', 'by', 'next', 'command'],
    single: true,
    format: 'raw',
    endings: ['yml', 'yaml'],
    examples: ["gong schedule add weekly --cron '0 6 * * 1' --github -- stats activity --during last-week -o week.csv"],
    cautions: [
      'The line is run first as cron would: without a terminal, with an environment that is all but empty. What does not work so is not scheduled.',
      'The crontab keeps every other byte. What is started is the program that runs now, in the folder that you are in.',
      'Rows go where -o says, and what is printed goes nowhere. What --reserve keeps, no other run of this machine spends. A name that is taken is refused.',
    ],
    async *run({ name, command, cron: typed, tz, systemd, github, reserve, noRun }, job) {
      const { context, about } = job
      if (systemd && github) throw new Failure('usage', '--systemd and --github: choose one of them')
      if (github && reserve !== undefined)
        throw new Failure(
          'usage',
          '--reserve: what is kept is kept on this machine, and GitHub runs the line on its own',
        )
      const line = await readScheduledLine(command, entries, about.version)
      const cron = toFiveFields(typed)
      const zone = await zoneFor(tz, { systemd, github }, job)
      const next = nextRun(cron, zone, context.clock.now())
      if (next === undefined) throw new Failure('usage', `--cron: "${typed}" never comes`)
      const by = github ? 'github' : systemd ? 'systemd' : 'cron'
      const row = { name, cron, zone, by, next, command: shellQuote(['gong', ...line.words]) }
      const schedule: Schedule = {
        ...{ name, cron, zone, by: systemd ? 'systemd' : 'cron', command: line.words },
        ...{ cwd: context.files.absolute('.'), env: keptVariables(context) },
        ...(reserve !== undefined && {
          reserve: await reservationFor(reserve, line.globals.profile, keptVariables(context), job),
        }),
      }
      const written = github ? await workflowOf(row, line, job) : await install(schedule, line, noRun, job)
      if (!github) {
        const at = localTimeFormatter(context.zone)(next)
        await job.say(`runs next at ${at}, ${context.zone}; gong schedule log ${name} shows what came of it`)
      }
      yield { rows: [{ ...row, written }], raw: new TextEncoder().encode(written) }
    },
  })
}

/** @throws Failure `usage` where the starter cannot have another zone */
async function zoneFor(
  tz: string | undefined,
  { systemd, github }: { readonly systemd: boolean; readonly github: boolean },
  { context }: Job,
): Promise<string> {
  if (systemd) return tz === undefined ? context.zone : checkZone('--tz', tz)
  const own = github ? 'UTC' : await cronZone(context)
  if (tz === undefined || canonicalZone(checkZone('--tz', tz)) === canonicalZone(own)) return own
  const why = github ? 'GitHub Actions counts in UTC' : `cron counts in the zone of this machine, ${own}`
  throw new Failure('usage', `--tz ${tz}: ${why}`, {
    hint: github ? 'give --cron in UTC' : 'add --systemd, which takes any zone',
  })
}

/** A zone under the name that all its names have in common: `Etc/UTC` is `UTC`. */
function canonicalZone(zone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
}

/** @throws Failure `usage` for a line that no runner can run, which has no profiles and an empty disk */
async function workflowOf(
  { name, cron }: { readonly name: string; readonly cron: string },
  { words, globals, writes, goesOn, printsRows }: ScheduledLine,
  { context, about, warn }: Job,
): Promise<string> {
  if (globals.profile !== undefined)
    throw new Failure('usage', `there is no profile ${globals.profile} where GitHub runs the line`, {
      hint: 'leave out --profile; the key comes from the secrets of the repository',
    })
  if (goesOn)
    throw new Failure('usage', 'each run of a workflow has an empty disk: no run to go on from, no file to add to', {
      hint: 'leave out --since and --append, and name a period, such as --during last-week',
    })
  const workflow = { name, cron, words, version: about.version, zone: context.zone, writes, printsRows }
  if (writes.length === 0) await warn('the line writes no file, so the workflow keeps nothing: add -o <file>')
  return githubWorkflow(workflow)
}

/** @returns what was written @throws Failure where the name is taken, the line does not work, or nothing can start it */
async function install(schedule: Schedule, line: ScheduledLine, noRun: boolean, job: Job): Promise<string> {
  const { context, about } = job
  const { name } = schedule
  const before = (await isSchedule(context, name)) ? await readSchedule(context, name) : undefined
  if (before !== undefined && !isSameSchedule(before, schedule))
    throw new Failure('usage', `there is another schedule ${name}: ${shellQuote(['gong', ...before.command])}`, {
      hint: `choose another name, or gong schedule remove ${name}`,
    })
  const put = await starterOf(schedule.by, context, about.install()).prepare(schedule, before !== undefined)
  await prove(schedule, line, noRun, job)
  const { written, note } = await put()
  await writeSchedule(context, schedule)
  await keepForNextRun(schedule, job)
  if (note !== undefined) await job.warn(note)
  return written
}
