import { defineLocal } from '../../src/app/model/command.ts'
import type { Inputs } from '../../src/app/model/inputs.ts'
import type { Job } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { oneLine } from '../../src/lib/terminal-text.ts'
import { checkZone } from '../../src/lib/zones.ts'
import { keptVariables, runClean } from '../../src/schedule/clean-run.ts'
import { nextRunMs, parseCron } from '../../src/schedule/cron-text.ts'
import { isSchedule, readSchedule, type Schedule, writeSchedule } from '../../src/schedule/schedules.ts'
import { starterOf } from '../../src/schedule/starters.ts'
import { githubWorkflow } from '../../src/schedule/texts.ts'
import { NAME } from './inputs.ts'

const inputs = {
  name: NAME,
  command: { kind: 'text', repeat: true, required: true, help: 'the line to run, after --, without the word gong' },
  cron: { kind: 'text', required: true, hint: 'five fields', help: "when, as in a crontab: '0 6 * * 1'" },
  tz: { kind: 'text', hint: 'zone', help: "zone of --cron; the machine's, where cron starts it" },
  systemd: { kind: 'flag', help: 'a timer of systemd, for this user, instead of a line in the crontab' },
  github: { kind: 'flag', help: 'print a workflow for GitHub Actions instead, and change nothing here' },
  noRun: { kind: 'flag', help: 'do not run the line now; only the credential is tried' },
} as const satisfies Inputs

export const addSchedule = defineLocal({
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
  ],
  async *run({ name, command, cron, tz, systemd, github, noRun }, job) {
    const { context, about } = job
    if (systemd && github) throw new Failure('usage', '--systemd and --github: choose one of them')
    const words = command[0] === 'gong' ? command.slice(1) : command
    if (words.length === 0 || words[0] === 'schedule')
      throw new Failure('usage', 'what is to run? A line of gong that is no schedule itself', {
        hint: `gong schedule add ${name} --cron '${cron}' -- calls list --since last --from 30d -o calls.csv --append id`,
      })
    parseCron(cron)
    const zone = zoneFor(tz, { systemd, github }, job)
    const nextMs = nextRunMs(cron, zone, context.clock.now())
    if (nextMs === undefined) throw new Failure('usage', `--cron: "${cron}" never comes`)
    const next = new Date(nextMs).toISOString()
    const by = github ? 'github' : systemd ? 'systemd' : 'cron'
    const row = { name, cron, zone, by, next, command: shellQuote(['gong', ...words]) }
    if (github) {
      if (words.some((word) => word.includes('${{')))
        throw new Failure('usage', 'GitHub would read ${{ in the line as an expression of its own')
      const written = githubWorkflow({ name, cron, zone }, words)
      return yield { rows: [{ ...row, written }], raw: new TextEncoder().encode(written) }
    }
    const schedule: Schedule = {
      ...{ name, cron, zone, by: systemd ? 'systemd' : 'cron', command: words },
      ...{ cwd: context.files.absolute('.'), env: keptVariables(context.env) },
    }
    await prove(schedule, noRun, job)
    const before = (await isSchedule(context, name)) ? await readSchedule(context, name) : undefined
    const starter = starterOf(schedule.by, context, about.install())
    const written = await starter.install(schedule)
    if (before !== undefined && before.by !== schedule.by)
      await starterOf(before.by, context, about.install()).remove(name)
    await writeSchedule(context, schedule)
    await job.say(`runs next at ${next}; gong schedule log ${name} shows what came of it`)
    yield { rows: [{ ...row, written }], raw: new TextEncoder().encode(written) }
  },
})

/** @throws Failure `usage` where the starter cannot have another zone */
function zoneFor(
  tz: string | undefined,
  { systemd, github }: { readonly systemd: boolean; readonly github: boolean },
  { context }: Job,
): string {
  if (systemd) return tz === undefined ? context.zone : checkZone('--tz', tz)
  const own = github ? 'UTC' : context.zone
  if (tz === undefined || checkZone('--tz', tz) === own) return own
  const why = github ? 'GitHub Actions counts in UTC' : `cron counts in the zone of this machine, ${own}`
  throw new Failure('usage', `--tz ${tz}: ${why}`, {
    hint: github ? 'give --cron in UTC' : 'add --systemd, which takes any zone',
  })
}

/** Runs the line, or only tries its credential, as cron would. @throws Failure of the kind that it ended with */
async function prove(schedule: Schedule, noRun: boolean, { context, about, say }: Job): Promise<void> {
  const { command } = schedule
  const at = command.findIndex((word) => word === '-p' || word === '--profile')
  const profile = command.find((word) => word.startsWith('--profile='))?.slice('--profile='.length) ?? command[at + 1]
  const isNamed = at >= 0 || command.some((word) => word.startsWith('--profile='))
  if (noRun && command.includes('--sandbox')) return
  const check = ['profiles', 'check', ...(isNamed && profile !== undefined ? [profile] : [])]
  const tried = noRun ? check : command
  await say(`tries ${shellQuote(['gong', ...tried])} without a terminal and with an empty environment`)
  const result = await runClean(context, about.install(), { ...schedule, command: tried })
  if (result === undefined) throw new Failure('local', `${about.install().command[0]} cannot be started`)
  if (result.exit === 0) return
  const said = new TextDecoder().decode(result.stderr)
  const first = /^error: (.*)$/m.exec(said)?.[1] ?? said
  throw new Failure(
    result.exit === 3 ? 'auth' : 'usage',
    `without a terminal the line ends with ${result.exit}: ${oneLine(first)}`,
    {
      hint:
        result.exit === 3
          ? 'a key in a file needs nobody: gong profiles rekey --keys file, or gong profiles add cron --keys file'
          : 'nothing was scheduled; mend the line and add it again',
    },
  )
}
