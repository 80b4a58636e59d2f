import type { Job, OldCommand } from '../../src/app/command.ts'
import { placed, tree } from '../../src/cli/tree.ts'
import { SHELLS } from '../../src/docs/completions/index.ts'
import type { DoctorContext, Finding } from '../../src/doctor/finding.ts'
import { runChecks } from '../../src/doctor/run-checks.ts'
import { allProbes } from '../../src/doctor/scopes.ts'
import type { Row } from '../../src/lib/rows.ts'
import { wrappedColumn } from '../../src/output/columns.ts'
import { sentTodayTo } from '../../src/state/pacing.ts'
import { entries } from '../index.ts'

const look: OldCommand = {
  name: '',
  summary: 'Look at everything that gong needs to work, and say what to do where something is amiss',
  effect: 'read',
  operations: Object.values(allProbes(0)).map(({ operation }) => operation),
  inputs: { offline: { kind: 'flag', help: 'look at this machine alone, and send nothing' } },
  arguments: [],
  fields: ['check', 'status', 'found', 'next'],
  columns: ['check', 'status', wrappedColumn('found')],
  unfold: ({ next, ...row }) => [row, ...(next === undefined ? [] : [{ found: `→ ${next}` }])],
  examples: ['gong doctor', 'gong doctor --offline', 'gong doctor -f json -o doctor.json'],
  cautions: [
    'Sends eight requests at most and repeats none; it changes nothing and spends nothing.',
    'Ends with 8 when a check failed, with 7 when what answers is not Gong; a warning, and what could not be learned (unknown), do not count. Nothing secret is in what it writes.',
    'Asks for no passphrase: set GONG_PASSPHRASE to have profiles under one tried.',
  ],
  async *run({ offline }, job) {
    const found = await runChecks(await worldOf(job), offline === true)
    const failed = found.filter(({ status }) => status === 'failure').length
    yield { rows: found.map(rowOf), failed, doubt: found.find(({ isNotGong: isForeign }) => isForeign)?.found }
  },
}

function rowOf({ next, isNotGong: _, ...found }: Finding): Row {
  return next === undefined ? found : { ...found, next }
}

async function worldOf(job: Job): Promise<DoctorContext> {
  const domains = await tree(entries)
  const plainest = placed(domains).toSorted((a, b) => a.command.operations.length - b.command.operations.length)
  return {
    context: job.context,
    about: job.about,
    chosen: job.chosen,
    sandboxed: job.globals.sandbox,
    send: job.send,
    connect: (chosen, send) => job.gongAs(chosen, { send, retry: false }),
    sentToday: (baseUrl) => sentTodayTo(job.context, baseUrl),
    commandsFor: (scope) =>
      plainest
        .filter(
          ({ path, command }) =>
            !/^(doctor|profiles)/.test(path) && command.operations.some((used) => used.scope === scope),
        )
        .map(({ path }) => `gong ${path}`),
    completionsOf: (shell) => SHELLS[shell]?.script(domains),
  }
}

export const doctor = [look]
