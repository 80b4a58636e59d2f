import type { Entry } from '../../src/app/job/app.ts'
import { defineQuery, type Query } from '../../src/app/model/command.ts'
import type { Job } from '../../src/app/model/job.ts'
import { commandsIn, type Domain, tree } from '../../src/cli/tree.ts'
import { SHELLS } from '../../src/docs/completions/index.ts'
import type { DoctorContext, Finding } from '../../src/doctor/finding.ts'
import { quotaRows } from '../../src/doctor/quota.ts'
import { runChecks } from '../../src/doctor/run-checks.ts'
import { allProbes } from '../../src/doctor/scopes.ts'
import type { Row } from '../../src/lib/rows.ts'
import { wrappedColumn } from '../../src/output/columns.ts'
import { quotaOf } from '../../src/state/pacing.ts'

const FINDING_FIELDS = ['check', 'status', 'found', 'next'] as const
const QUOTA_FIELDS = ['spender', 'requests', 'reserved', 'share'] as const

/** @param entries the table of contents, for the commands that need a scope and for the completions */
export function doctorCommand(entries: readonly Entry[]): Query {
  return defineQuery({
    name: '',
    summary: 'Look at everything that gong needs to work, and say what to do where something is amiss',
    operations: Object.values(allProbes(0)).map(({ operation }) => operation),
    inputs: {
      offline: { kind: 'flag', help: 'look at this machine alone, and send nothing' },
      quota: { kind: 'flag', help: "who spent the day's requests, and for whom some are kept; sends nothing" },
    },
    arguments: [],
    fields: [...FINDING_FIELDS, ...QUOTA_FIELDS],
    fieldsFor: ({ quota }) => (quota === true ? QUOTA_FIELDS : FINDING_FIELDS),
    columns: ({ quota }) => (quota === true ? QUOTA_FIELDS : ['check', 'status', wrappedColumn('found')]),
    unfold: ({ next, ...row }) => [row, ...(next === undefined ? [] : [{ found: `→ ${next}` }])],
    examples: ['gong doctor', 'gong doctor --offline', 'gong doctor --quota', 'gong doctor -f json -o doctor.json'],
    cautions: [
      'Sends eight requests at most and repeats none; it changes nothing and spends nothing.',
      'Ends with 8 when a check failed, with 7 when what answers is not Gong; a warning, and what could not be learned (unknown), do not count. Nothing secret is in what it writes.',
      'Asks for no passphrase: set GONG_PASSPHRASE to have profiles under one tried.',
    ],
    async *rows({ offline, quota }, job) {
      if (quota) {
        yield { rows: (await quotaRows(doctorContext(job, []))).map((row) => ({ ...row })) }
        return
      }
      const findings = await runChecks(doctorContext(job, await tree(entries)), offline)
      const failed = findings.filter(({ status }) => status === 'failure').length
      yield { rows: findings.map(findingRow), failed, problem: findings.find(({ isNotGong }) => isNotGong)?.found }
    },
  })
}

function findingRow({ next, isNotGong: _, ...finding }: Finding): Row {
  return next === undefined ? finding : { ...finding, next }
}

function doctorContext(job: Job, domains: readonly Domain[]): DoctorContext {
  return {
    context: job.context,
    about: job.about,
    chosen: job.chosen,
    sandboxed: job.globals.sandbox,
    send: job.send,
    say: job.say,
    connect: (credential, send) => job.readAs(credential, { send, retry: false }),
    quotaOf: (baseUrl) => quotaOf(job.context, baseUrl),
    commandsFor: (scope) => commandsWith(domains, scope),
    completionsOf: (shell) => SHELLS[shell]?.script(domains),
  }
}

function commandsWith(domains: readonly Domain[], scope: string): readonly string[] {
  return commandsIn(domains)
    .filter(
      ({ path, command }) =>
        !/^(doctor|profiles)/.test(path) && command.operations.some((operation) => operation.scope === scope),
    )
    .sort((one, other) => one.command.operations.length - other.command.operations.length)
    .map(({ path }) => `gong ${path}`)
}
