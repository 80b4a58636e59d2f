import { defineQuery } from '../../src/app/model/command.ts'
import type { InputOf, Raw } from '../../src/app/model/inputs.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { users } from '../../src/catalogue/users.ts'
import { foldText } from '../../src/lib/fold-text.ts'
import { nearestName } from '../../src/lib/nearest-name.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { importantColumn } from '../../src/output/columns.ts'
import { ACCOUNT_RULES, accountLine, accountTable } from '../../src/stats/account-figures.ts'
import { EXPLAINED } from '../../src/stats/column-rules.ts'
import { type AccountLink, detailedCall } from '../../src/stats/detailed-call.ts'
import { explained, presented } from './explain.ts'
import { INSTANTS, REPORT_INPUTS, REPORT_WINDOW } from './inputs.ts'
import { openInstantReport } from './open-report.ts'
import { lastPages, progressPage } from './report-pages.ts'

const inputs = {
  ...INSTANTS,
  account: {
    kind: 'text',
    repeat: true,
    hint: 'name or id',
    help: 'only these accounts, by the whole name or the id in the CRM',
  },
  ...REPORT_INPUTS,
} as const

type Accounts = InputOf<typeof inputs>

const FIGURES = ['calls', 'minutes', 'lastCall', 'reps', 'people', 'topics', 'trackers']
const EXPOSED = { parties: true, content: { topics: true, trackers: true } }

const look = presented(
  fieldsFor,
  (raw) => [
    'accountName',
    ...periodFields(raw),
    ...FIGURES.map((name) => (/^(calls|minutes)$/.test(name) ? importantColumn(name) : name)),
  ],
  ['accountId', 'accountName', 'from', 'to', ...FIGURES],
)

export const reportAccounts = defineQuery({
  name: 'accounts',
  summary: 'Report the calls with each account: how many, how long, with whom, about what',
  operations: [users.list, calls.details],
  inputs,
  arguments: [],
  window: REPORT_WINDOW,
  ...look,
  flat: (raw) =>
    raw.explain === true ? { fields: EXPLAINED, rows: (row) => [row] } : { fields: fieldsFor(raw), rows: accountLine },
  examples: [
    'gong report accounts --during last-month',
    'gong report accounts --account "Oakhurst Clinics" --per month --during last-quarter',
    'gong report accounts --from 30d -o accounts.csv',
  ],
  cautions: ['Accounts are those of the CRM that Gong knows for a call; calls without one are left out.'],
  rows: (input, job) => explained(input, job, ACCOUNT_RULES, () => accounts(input, job)),
})

function periodFields({ per }: Raw): readonly string[] {
  return per === undefined ? [] : ['from', 'to']
}

function fieldsFor(raw: Raw): readonly string[] {
  return ['accountId', 'accountName', ...periodFields(raw), ...FIGURES]
}

async function* accounts(input: Accounts, job: QueryJob): Pages {
  const { people, periods, periodAt, instants, userIds, pages } = await openInstantReport(
    { ...input, isNamed: true },
    job,
  )
  const isWanted = wantedAccounts(input)
  const table = accountTable({ people, periods, withPeriods: input.per !== undefined, isWanted })
  const given = {
    ...instants,
    ...(input.workspace !== undefined && { workspace: input.workspace }),
    ...(userIds && { host: userIds }),
    crm: 'Extended',
  }
  const seen = new Set<string>()
  for await (const page of pages(calls.details, given, { contentSelector: { exposedFields: EXPOSED } })) {
    for (const row of page.rows) {
      const call = detailedCall(row)
      if (input.account !== undefined) for (const { name } of call.accounts) seen.add(String(name))
      const period = periodAt(call.started)
      if (period !== undefined) table.add(call, period)
    }
    yield progressPage(page)
  }
  const rows = table.rows()
  if (rows.length === 0) for (const text of input.account ?? []) await job.say(notSeen(text, [...seen]))
  yield* lastPages(rows, job)
}

function notSeen(text: string, names: readonly string[]): string {
  const near = nearestName(text, names)
  return `no call of this time is with an account "${text}"${near === undefined ? '' : `; did you mean "${near}"?`}`
}

function wantedAccounts({ account }: Accounts): (one: AccountLink) => boolean {
  if (account === undefined) return () => true
  const wanted = new Set(account.map((text) => foldText(text.trim())))
  return ({ id, name }) => wanted.has(foldText(id)) || wanted.has(foldText(String(name)))
}
