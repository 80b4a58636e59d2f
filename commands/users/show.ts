import { defineQuery } from '../../src/app/model/command.ts'
import type { Raw } from '../../src/app/model/inputs.ts'
import { PERIOD, ZONE } from '../../src/app/model/operation-inputs.ts'
import { callAccess } from '../../src/catalogue/access.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { flows } from '../../src/catalogue/flows.ts'
import { permissions } from '../../src/catalogue/permissions.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { stats } from '../../src/catalogue/stats.ts'
import { tasks } from '../../src/catalogue/tasks.ts'
import { users as gong } from '../../src/catalogue/users.ts'
import type { Company } from '../../src/company/company.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import { importantColumn, wrappedColumn } from '../../src/output/columns.ts'
import { personWords } from '../../src/people/person-words.ts'
import { readingPages } from './reading-pages.ts'

export const showUser = defineQuery({
  name: 'show',
  summary: 'Show a user on one page: manager, permissions, calls, access, flows, tasks, last activity',
  operations: [
    ...[gong.get, gong.list, gong.history, settings.workspaces, permissions.list, permissions.users],
    ...[calls.list, callAccess.listAccess, flows.list, tasks.list, stats.daily],
  ],
  inputs: {
    // Of kind text, for an id would mean that no window is wanted.
    user: { kind: 'text', required: true, hint: 'id, email or name', lookup: 'user', help: 'the user' },
    from: { kind: 'instant', help: 'calls at or after this' },
    to: { kind: 'instant', help: 'calls before this' },
    during: PERIOD.during,
    ...ZONE,
    noGrants: {
      kind: 'flag',
      help: 'do not look for access to single calls: a request for each 100 calls of the company',
    },
    leaver: { kind: 'flag', help: 'write what has to be revoked, as a script to read and to run' },
  },
  arguments: ['user'],
  window: { from: 'from', to: 'to', usual: '30d' },
  columns: ({ leaver }) => (leaver === true ? ['kind', wrappedColumn('what'), importantColumn('command')] : []),
  single: (raw) => !isOfLeaver(raw),
  format: (raw) => (isOfLeaver(raw) ? 'raw' : undefined),
  endings: ['sh'],
  unfold: inWords,
  examples: [
    'gong users show p.tran@tallyhouse.example',
    'gong users show p.tran@tallyhouse.example --during last-month -f json',
    'gong users show p.tran@tallyhouse.example --leaver -o leaver.sh',
  ],
  cautions: [
    'What the key may not read is a line that says so, and a user without a licence for Engage has a page all the same.',
    'Access to single calls is looked for in the calls of the window, since Gong tells it of a call and not of a user.',
    '--leaver changes nothing: it writes the lines that would. With -f json or csv the steps are rows.',
  ],
  check({ leaver }, { globals: { out, moreOut } }) {
    const script = [out, ...moreOut].find((path) => path?.endsWith('.sh'))
    if (script !== undefined && !leaver)
      throw new Failure('usage', `a script is written with --leaver, and ${script} would be none`)
  },
  async *rows({ user, from, to, noGrants, leaver }, job) {
    const { readPerson } = await import('./person.ts')
    const asked = { user, from: String(from), to: String(to), noGrants }
    const facts = yield* readingPages(job, (noted) => readPerson(asked, noted))
    if (!leaver) {
      yield { rows: [facts] }
      return
    }
    const { leaverScript, leaverSteps } = await import('../../src/people/leaver-plan.ts')
    const company = await job.company()
    const steps = leaverSteps(facts, placeOf(company, job.globals.sandbox))
    const script = leaverScript(facts, steps, describeCompany(company))
    yield { rows: steps, raw: new TextEncoder().encode(script) }
  },
})

/** A step of a leaver is in words already. */
function inWords(row: Row): readonly Row[] {
  return [row.kind === undefined ? personWords(row) : row]
}

/** The flags by which another line asks the same company, whatever the default is when it runs. */
function placeOf({ profile }: Company, sandbox: boolean): readonly string[] {
  if (sandbox) return ['--sandbox']
  return profile === undefined ? [] : ['--profile', profile]
}

function describeCompany({ displayName, host }: Company): string {
  return displayName === undefined ? host : `the company of ${displayName} (${host})`
}

function isOfLeaver({ leaver }: Raw): boolean {
  return leaver === true
}
